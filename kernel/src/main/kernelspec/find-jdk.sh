# shellcheck shell=sh
# Finds a JDK that is new enough. Read by ./launch and by install.sh with `.`; POSIX sh.
#
#   find_jdk [HOME...]   Sets JDK to the home of the first JDK 25 or newer: the given homes, LEIBNIZ_JAVA_HOME,
#                        JAVA_HOME, the java on the PATH, then the places where JDKs are usually put. Returns 1
#                        when there is none.
#   jdk_command          Prints the command that installs one on this platform.
#
# LEIBNIZ_ROOT goes before the system-wide places: tests point it at an empty folder to hide the JDKs installed.

JDK_NEEDED=25

# The file `release` in a JDK's home names its version, so no Java needs to start to learn it. A folder without
# javac is a JRE or a partial image, which JShell cannot run in.
is_jdk() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r key value; do
    if [ "$key" = JAVA_VERSION ]; then
      value=${value#\"}
      value=${value%%[!0-9]*}
      [ -n "$value" ] && [ "$value" -ge "$JDK_NEEDED" ]
      return
    fi
  done <"$1/release"
  return 1
}

# The home of a JDK from the path of its java, which is often a chain of links (/usr/bin/java).
home_of() {
  file=$1
  while [ -L "$file" ]; do
    link=$(readlink "$file") || return 1
    case $link in
      /*) file=$link ;;
      *) file=${file%/*}/$link ;;
    esac
  done
  (cd "${file%/*}/.." 2>/dev/null && pwd -P)
}

find_jdk() {
  for JDK in "$@" "${LEIBNIZ_JAVA_HOME-}" "${JAVA_HOME-}"; do
    is_jdk "$JDK" && return
  done
  if java=$(command -v java) && JDK=$(home_of "$java"); then
    is_jdk "$JDK" && return
  fi
  root=${LEIBNIZ_ROOT-}
  for JDK in \
    "$root"/usr/lib/jvm/* "$root"/usr/lib64/jvm/* "$root"/usr/java/* "$root"/opt/java/* "$root"/opt/jdk* \
    "$root"/usr/local/lib/jvm/* "$root"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$root"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$root"/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$root"/home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/.jdks/* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.asdf/installs/java/* \
    "${HOME-}"/.local/share/mise/installs/java/* "${HOME-}"/.gradle/jdks/*; do
    is_jdk "$JDK" && return
  done
  JDK=
  return 1
}

jdk_command() {
  if [ "$(uname -s)" = Darwin ]; then
    echo "brew install --cask temurin@$JDK_NEEDED"
  elif apt-cache show "openjdk-$JDK_NEEDED-jdk-headless" >/dev/null 2>&1; then
    echo "sudo apt-get install openjdk-$JDK_NEEDED-jdk-headless"
  elif command -v dnf >/dev/null; then
    echo "sudo dnf install java-$JDK_NEEDED-openjdk-devel"
  elif command -v zypper >/dev/null; then
    echo "sudo zypper install java-$JDK_NEEDED-openjdk-devel"
  elif command -v apk >/dev/null; then
    echo "sudo apk add openjdk$JDK_NEEDED"
  else
    case $(uname -m) in
      aarch64 | arm64) machine=aarch64 ;;
      *) machine=x64 ;;
    esac
    echo "mkdir -p ~/.jdks && curl -L https://api.adoptium.net/v3/binary/latest/$JDK_NEEDED/ga/linux/$machine/jdk/hotspot/normal/eclipse | tar -xz -C ~/.jdks"
  fi
}
