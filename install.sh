#!/usr/bin/env bash
# Builds Leibniz and installs its kernel for Jupyter; see usage below. Bash 3.2, which macOS has.
#
# What is installed: the kernelspec folder (kernel.json, launcher, jars) and, for --lab without a JupyterLab on the
# PATH, a Python environment; and the course, in a folder where the learner works with it. The first two are made beside
# their place and moved there when complete, so a run that fails leaves behind what was there before. Each
# keeps in a file `created-folders` which parents were made for it.
set -eu

usage() {
  cat <<'TEXT'
Usage: ./install.sh [OPTIONS] [--lab [JUPYTERLAB OPTIONS]]

Builds Leibniz and installs the Jupyter kernel "Java (Leibniz)" for you. Needs a JDK 25 and Maven.

  --lab            then open the course in JupyterLab. The course is copied to leibniz-course in your home
                   folder; a later run adds what is new and leaves alone what you changed. Without a
                   jupyter-lab on the PATH, makes a private Python environment with one. What follows goes
                   to JupyterLab, for example --no-browser.
  --prefix DIR     install into DIR/share/jupyter/kernels instead of your own Jupyter folder
  --sys-prefix     install into the Python environment of the python3 on the PATH
  --name NAME      install a further kernel beside the first, as a folder of this name
  --display-name TEXT   what Jupyter calls it
  --jvm OPTIONS    options for its Java, for example --jvm "-Xmx8g --enable-preview"
  --no-build       install what was built before
  --uninstall      remove what was installed, in the place that --prefix or --sys-prefix names, and the
                   private Python environment; your copy of the course stays
  --help           show this text

A second run builds only what changed. The installed kernel does not need this folder.
TEXT
}

fail() {
  echo "install.sh: $*" >&2
  exit 1
}

# ---- Options

build=yes uninstall=no lab=no prefix='' sys_prefix=no name=leibniz display='Java (Leibniz)' jvm=''
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) usage && exit ;;
    --no-build) build=no ;;
    --uninstall) uninstall=yes ;;
    --sys-prefix) sys_prefix=yes ;;
    --prefix)
      [ -n "${2-}" ] || fail "--prefix needs a folder: ./install.sh --prefix DIR"
      prefix=$2 && shift
      ;;
    --prefix=?*) prefix=${1#--prefix=} ;;
    --name | --display-name | --jvm)
      [ -n "${2-}" ] || fail "$1 needs a value: ./install.sh --name leibniz-big --display-name \"Java, 8 GB\" --jvm \"-Xmx8g\""
      case $1 in --name) name=$2 ;; --display-name) display=$2 ;; --jvm) jvm=$2 ;; esac
      shift
      ;;
    --name=?*) name=${1#--name=} ;;
    --display-name=?*) display=${1#--display-name=} ;;
    --jvm=?*) jvm=${1#--jvm=} ;;
    --lab) lab=yes && shift && break ;;
    *) fail "unknown option $1: ./install.sh --help shows the options" ;;
  esac
  shift
done # What is left in "$@" is for JupyterLab.

case $prefix in '' | /*) ;; *) prefix=$PWD/$prefix ;; esac
[ "$sys_prefix" = no ] || [ -z "$prefix" ] || fail "choose one of --prefix and --sys-prefix"
[ "$uninstall" = no ] || [ "$lab" = no ] || fail "choose one of --uninstall and --lab"
case $name in *[!A-Za-z0-9._-]* | .* | -*) fail "Jupyter takes letters, digits, dots, dashes and underscores for the name of a kernel, not $name" ;; esac
[ "$name" = leibniz ] || [ "$display" != 'Java (Leibniz)' ] || display="Java (Leibniz, $name)"
[ -n "${HOME-}" ] || fail "HOME is not set: set it to your home folder"
case $(uname -s) in
  MINGW* | MSYS* | CYGWIN*) fail "on Windows, run this inside WSL (install it with: wsl --install)" ;;
esac

here=$(CDPATH='' cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
built=$here/kernel/target/kernelspec
index=README.md # Of the course.
# shellcheck source=kernel/src/main/kernelspec/find-jdk.sh
. "$here/kernel/src/main/kernelspec/find-jdk.sh"

# ---- Places

if [ "$sys_prefix" = yes ]; then
  prefix=$(python3 -c 'import sys; print(sys.prefix)' 2>/dev/null) ||
    fail "--sys-prefix needs a working python3 on the PATH: install one, or use --prefix DIR"
fi
if [ -n "$prefix" ]; then
  jupyter=$prefix/share/jupyter
elif [ -n "${JUPYTER_DATA_DIR-}" ]; then
  jupyter=$JUPYTER_DATA_DIR
elif [ "$(uname -s)" = Darwin ]; then
  jupyter=$HOME/Library/Jupyter
else
  jupyter=${XDG_DATA_HOME:-$HOME/.local/share}/jupyter
fi
kernelspec=$jupyter/kernels/$name
staged=$jupyter/kernels/.$name.new
replaced=$jupyter/kernels/.$name.old
environment=${XDG_DATA_HOME:-$HOME/.local/share}/leibniz/python
course=$HOME/leibniz-course

# Whatever stands in the kernelspec's place without being ours stays untouched.
is_ours() {
  grep -qE '"Java \(Leibniz\)"|"leibniz": true' "$1/kernel.json" 2>/dev/null
}

# Makes a folder and its parents; prints those that did not exist, innermost first.
make_folder() {
  local folder=$1 created=''
  while [ ! -e "$folder" ]; do
    created=$created$folder$'\n'
    folder=$(dirname "$folder")
  done
  mkdir -p "$1" 2>>"$log" || return
  printf %s "$created"
}

remove_empty() {
  local folder
  while IFS= read -r folder; do
    rmdir "$folder" 2>/dev/null || return 0
  done
}

# ---- Uninstall

# remove FOLDER [REMAINS OF AN INTERRUPTED RUN...]
remove() {
  local created
  created=$(cat "$1/created-folders" 2>/dev/null || true)
  rm -rf "$@" 2>/dev/null || fail "cannot remove $1: check the permissions of that folder"
  echo "Removed $1"
  remove_empty <<<"$created"
}

if [ "$uninstall" = yes ]; then
  removed=no
  if [ -e "$environment" ] && [ "$name" = leibniz ]; then
    remove "$environment" "$environment.old" && removed=yes
  fi
  if is_ours "$kernelspec"; then
    remove "$kernelspec" "$staged" "$replaced" && removed=yes
  elif [ -e "$kernelspec" ]; then
    fail "$kernelspec is not a kernel that install.sh made: left as it is"
  fi
  [ "$removed" = yes ] || echo "Nothing to remove: $kernelspec and $environment do not exist"
  exit
fi

# ---- Checks, before anything is written

# shellcheck disable=SC2119 # No homes to look at first.
find_jdk || fail "no JDK $JDK_NEEDED or newer found: install one with \`$(jdk_command)\`, or set LEIBNIZ_JAVA_HOME to the folder of yours"

check_writable() {
  local folder=$1
  while [ ! -e "$folder" ]; do folder=$(dirname "$folder"); done
  if [ ! -d "$folder" ] || [ ! -w "$folder" ]; then
    fail "cannot write $1, because $folder is not a folder that you may write to: change that, or choose another with $2"
  fi
}
check_writable "$jupyter/kernels" "--prefix DIR"
[ ! -e "$kernelspec" ] || is_ours "$kernelspec" || fail "$kernelspec is not a kernel that install.sh made: move it away first"

# The sources that the kernel is built from, as one checksum. It lies in the built folder, which each build by Maven
# makes anew, so that it can only speak of what install.sh itself built.
checksum() {
  (cd "$here" && find pom.xml ./*/pom.xml ./*/src/main -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum | cksum)
}
if [ "$build" = no ]; then
  [ -f "$built/kernel.json" ] || fail "nothing is built yet: run ./install.sh without --no-build"
elif [ "$(cat "$built/sources.cksum" 2>/dev/null)" = "$(checksum)" ]; then
  build=no
else
  command -v mvn >/dev/null || fail "Maven (mvn) is not on the PATH: install it with your package manager, for example \`sudo apt-get install maven\` or \`brew install maven\`"
fi

pinned=$(grep -E '^(jupyterlab|ipywidgets|anywidget)==' "$here/requirements.txt")
if [ "$lab" = yes ]; then
  [ -f "$here/notebooks/$index" ] || fail "$here/notebooks/$index is missing: get the whole of Leibniz again"
  while IFS= read -r folder; do
    if [ -e "$folder" ] && { [ ! -d "$folder" ] || [ ! -w "$folder" ]; }; then
      fail "cannot write $folder, where the course is to be: it must be a folder that you may write to"
    fi
  done <<<"$HOME"$'\n'"$course"
  if jupyter-lab --version >/dev/null 2>&1; then
    jupyter_lab='jupyter-lab'
  else
    jupyter_lab=$environment/bin/jupyter-lab
  fi
fi
needs_environment() {
  [ "$lab" = yes ] && [ "$jupyter_lab" != jupyter-lab ] &&
    ! { [ "$(cat "$environment/complete" 2>/dev/null)" = "$pinned" ] && "$environment/bin/python" -c '' 2>/dev/null; }
}
if needs_environment; then
  check_writable "$environment" "XDG_DATA_HOME"
  command -v python3 >/dev/null || fail "--lab needs python3, which is not on the PATH: install Python 3.10 or newer, for example \`sudo apt-get install python3-venv\` or \`brew install python\`"
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null ||
    fail "--lab needs Python 3.10 or newer, but $(command -v python3) is older: put a newer python3 first on the PATH"
  python3 -c 'import venv, ensurepip' 2>/dev/null ||
    fail "--lab needs the venv and ensurepip modules, which $(command -v python3) lacks: install them, for example with \`sudo apt-get install python3-venv\`"
fi

# ---- Build

log=$(mktemp "${TMPDIR:-/tmp}/leibniz-install.XXXXXX" 2>/dev/null) || fail "cannot write to ${TMPDIR:-/tmp}: set TMPDIR to a folder that you may write to"
created='' environment_created='' building_environment=no locked=no
lock=${TMPDIR:-/tmp}/leibniz-install-$(id -u)

# Runs at each exit: takes back what is not complete. The log stays where a message has named it.
clean_up() {
  if [ "$locked" = no ]; then
    rm -f "$log"
    return
  fi
  if [ "$building_environment" = yes ]; then
    rm -rf "$environment"
    [ ! -e "$environment.old" ] || mv "$environment.old" "$environment"
    remove_empty <<<"$environment_created"
  fi
  rm -rf "$staged"
  [ ! -e "$replaced" ] || [ -e "$kernelspec" ] || mv "$replaced" "$kernelspec"
  remove_empty <<<"$created"
  [ -z "$log" ] || rm -f "$log"
  rm -f "$lock"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Two runs at once would build in the same folders and move the same kernelspec: the second waits. The lock is a link
# to the number of the process that holds it, and gone with that process.
until ln -s $$ "$lock" 2>/dev/null; do
  holder=$(readlink "$lock" 2>/dev/null) || holder=''
  if [ -n "$holder" ] && kill -0 "$holder" 2>/dev/null; then
    [ "${told-}" = "$holder" ] || echo "Waiting for another install.sh, process $holder"
    told=$holder
    sleep 1
  elif ! rm -f "$lock" 2>/dev/null; then
    fail "cannot remove $lock: set TMPDIR to a folder that you may write to"
  fi
done
locked=yes

# fail_with_log MESSAGE [MESSAGE-WHEN-A-DOWNLOAD-FAILED]
fail_with_log() {
  local message=$1 kept=$log
  if grep -qE 'Could not transfer|Unknown host|in offline mode|Connection refused|Network is unreachable|No matching distribution|NewConnectionError|ConnectTimeoutError|NameResolutionError|ProxyError' "$log"; then
    message=${2-$1}
  fi
  log=''
  fail "$message; details: $kept"
}

if [ "$build" = yes ]; then
  echo "Building Leibniz"
  (cd "$here" && JAVA_HOME=$JDK mvn -q -B -DskipTests -pl kernel -am package) >"$log" 2>&1 </dev/null ||
    fail_with_log "the build failed: run \`mvn package\` in $here to see why" \
      "Maven could not download what the build needs: check the network, or the proxy in ~/.m2/settings.xml, and run this again"
  checksum >"$built/sources.cksum"
fi

# ---- Install

write() {
  "$@" 2>>"$log" || fail "cannot write $kernelspec ($(tail -n 1 "$log")): nothing was changed there"
}
# A line for each file that the build made; what install.sh and the training add does not count.
contents() {
  (cd "$1" 2>/dev/null && find . -type f ! -name kernel.json ! -name 'classes-*.aot' ! -name java-home ! -name created-folders ! -name sources.cksum |
    LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum)
}
# As a string of JSON.
quoted() {
  printf '"%s"' "$(printf %s "$1" | sed 's/[\\"]/\\&/g')"
}
# The kernel.json of the build, with the name and the options that were chosen. With the path of the launcher, since not
# every editor knows {resource_dir}.
specification() {
  local placeholder='{resource_dir}' place
  place=$(quoted "$kernelspec") && place=${place#?} && place=${place%?}
  while IFS= read -r line; do
    case $line in
      *"$placeholder"*) printf '%s\n' "${line%%"$placeholder"*}$place${line#*"$placeholder"}" ;;
      *'"display_name"'*)
        printf '  "display_name": %s,\n' "$(quoted "$display")"
        [ -z "$jvm" ] || printf '  "env": { "LEIBNIZ_JVM_OPTS": %s },\n' "$(quoted "$jvm")"
        ;;
      *) printf '%s\n' "$line" ;;
    esac
  done <"$built/kernel.json"
}
[ ! -e "$replaced" ] || [ -e "$kernelspec" ] || mv "$replaced" "$kernelspec"
up_to_date=no
if [ "$(contents "$built")" = "$(contents "$kernelspec")" ] && [ "$(specification)" = "$(cat "$kernelspec/kernel.json")" ] && [ "$(cat "$kernelspec/java-home" 2>/dev/null)" = "$JDK" ]; then
  up_to_date=yes
fi

if [ "$up_to_date" = no ]; then
  rm -rf "$staged"
  created=$(write make_folder "$jupyter/kernels")
  write cp -R "$built" "$staged"
  rm -f "$staged/sources.cksum"
  write tee "$staged/kernel.json" <<<"$(specification)" >/dev/null
  write tee "$staged/java-home" <<<"$JDK" >/dev/null
  if [ -f "$kernelspec/created-folders" ]; then
    write cp "$kernelspec/created-folders" "$staged/created-folders"
  else
    write tee "$staged/created-folders" <<<"$created" >/dev/null
  fi
fi

if needs_environment; then
  echo "Making a Python environment with JupyterLab in $environment"
  building_environment=yes
  if [ -e "$environment/complete" ]; then
    rm -rf "$environment.old" && mv "$environment" "$environment.old"
  else
    rm -rf "$environment"
  fi
  environment_created=$(make_folder "$(dirname "$environment")") || fail "cannot write $environment: check the permissions of its parents"
  python3 -m venv "$environment" >"$log" 2>&1 ||
    fail_with_log "$(command -v python3) could not make a Python environment: try another python3, first on the PATH"
  # Whoever made pip install for the user by default does not mean this environment, where pip would refuse to.
  # shellcheck disable=SC2086 # Several packages.
  PIP_USER=0 "$environment/bin/python" -m pip install --disable-pip-version-check $pinned >"$log" 2>&1 </dev/null ||
    fail_with_log "pip could not install JupyterLab: try another python3, first on the PATH" \
      "pip could not download JupyterLab: check the network, or the index in the pip configuration, and run this again"
  printf %s "$environment_created" >"$environment/created-folders"
  if [ -f "$environment.old/created-folders" ]; then
    cp "$environment.old/created-folders" "$environment/created-folders"
  fi
  echo "$pinned" >"$environment/complete"
  building_environment=no
  rm -rf "$environment.old"
fi

if [ "$up_to_date" = no ]; then
  rm -rf "$replaced"
  [ ! -e "$kernelspec" ] || write mv "$kernelspec" "$replaced"
  write mv "$staged" "$kernelspec"
  rm -rf "$replaced"
  created=''
fi
echo "Installed the kernel $display in $kernelspec, to run on $JDK"

# A few seconds now for half the time at every start. It holds paths, so it is made where the kernel is to stay.
"$kernelspec/launch" --train >"$log" 2>&1 </dev/null ||
  echo "install.sh: the cache for a quick start could not be made, so the kernel starts without it: $(tail -n 1 "$log")" >&2

# ---- JupyterLab

if [ "$lab" = no ]; then
  echo "Next: start JupyterLab and choose $display, or run ./install.sh --lab"
  exit
fi

# Copies the course to the learner's folder. The file .given holds the checksum of each file as it was given: what
# differs from that was changed by the learner, and what is gone was deleted by the learner; both stay so.
given=$course/.given
checksum_of() {
  cksum <"$1"
}
give_course() {
  local file kept=''
  mkdir -p "$course" 2>>"$log" && touch "$given" 2>>"$log" || return
  while IFS= read -r file; do
    local was now=''
    was=$(sed -n "s|^\([0-9]* [0-9]*\) $file\$|\1|p" "$given")
    [ ! -f "$course/$file" ] || now=$(checksum_of "$course/$file")
    if [ "$now" != "$was" ]; then
      if [ -z "$was" ] || [ "$was" != "$(checksum_of "$here/notebooks/$file")" ]; then kept="$kept $file"; fi
    elif [ "$now" != "$(checksum_of "$here/notebooks/$file")" ]; then
      mkdir -p "$(dirname "$course/$file")" 2>>"$log" && cp "$here/notebooks/$file" "$course/$file" 2>>"$log" || return
      { grep -v " $file\$" "$given" || true; } >"$given.new" && echo "$(checksum_of "$course/$file") $file" >>"$given.new" &&
        mv "$given.new" "$given" || return
    fi
  done < <(cd "$here/notebooks" && find README.md README.zh.md cheat-sheet.md cheat-sheet.zh.md en zh data -type f ! -path '*/.*' 2>/dev/null | LC_ALL=C sort)
  [ -z "$kept" ] || echo "Left as you have them, though there are new versions:$kept"
}
give_course || fail "cannot write $course ($(tail -n 1 "$log")): make room there, or change its permissions"
echo "The course is in $course"

[ -z "$prefix" ] || export JUPYTER_PATH="$jupyter${JUPYTER_PATH:+:$JUPYTER_PATH}"
[ "$(id -u)" != 0 ] || set -- --allow-root "$@"
clean_up
# The settings show the index as a page and not as its text.
exec "$jupyter_lab" --ServerApp.root_dir="$course" --LabApp.default_url="/lab/tree/$index" \
  --LabApp.app_settings_dir="$here/notebooks/lab" "$@"
