"""How many errors in the rules of the operations the tests would notice.

PIT (https://pitest.org) changes one instruction of the compiled rules at a time and runs the tests that reach it; the
change is a mutant, and killed when a test then fails. Ends with exit code 1 when no test ran, when a rule or one of its
lambda expressions has no mutant, or when fewer mutants are killed than the project asks for. Survivors are listed.

mutation/equivalent.txt lists mutants that no test can kill, since the changed program does the same, with the reason.
These do not count; that one of them is killed, or is not made any more, is an error too.
"""

import collections
import functools
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import jupyter_kernels
from jupyter_kernels import ROOT, output

CORE = ROOT / "autograd-core"
CLASSES = CORE / "target" / "classes"
TEST_CLASSES = CORE / "target" / "test-classes"
SOURCES = CORE / "src" / "main" / "java"
TARGET = ROOT / "bench" / "mutation" / "target"
PACKAGE = "leibniz.autograd"
TABLES = ("Elementwise", "Reduction", "Reshaping", "Indexing", "Matrix", "LinearAlgebra")
KINDS = ("UnaryOp", "BinaryOp", "LinearOp", "WhereOp", "CatOp")
# Rules that are no table: operations composed of others, slopes at edges, and writes in place.
OTHERS = ("ElementwiseCompositions", "ReductionCompositions", "ReshapingCompositions", "IndexingCompositions",
          "MatrixCompositions", "Normalisation", "Losses", "ClassLosses", "LossReduction", "Windows", "Pieces",
          "Diagonals", "Einsum", "Sampling", "LeastSquares", "LstsqOp", "SquareMatrices", "Norms", "NormOp",
          "SlopesAtEdges", "Passing", "InPlace", "View", "Broadcast", "SymbolicProduct", "SameExpression")
TESTS = ("OracleTest", "RuleTest", "CompositionTest", "LinearAlgebraTest", "OperationsTest", "ReductionsTest",
         "FunctionsTest", "FormulaTest", "DTypeTest", "EdgeValuesTest", "SymbolicTest",
         "BadInputTest", "ViewWritesTest", "InPlaceTest", "PartsTest", "PartAssignmentTest", "SingularSlopesTest",
         "EdgeDerivativesTest", "NestedDerivativesTest", "FormsTest", "OptionsTest", "ModelOperationsTest",
         "SamplingTest", "FormulasOfPartsTest", "FormulasOfCompositionsTest", "FormulasOfBroadcastsTest", "ErrorsTest",
         "ArgumentsTest", "JacobianTest", "ManyCotangentsTest")
# What nearly all tests go through would take hours with all of them: what survives meets each one. These are about it.
TESTS_OF = {
    "View": ("ViewWritesTest", "InPlaceTest", "PartAssignmentTest", "PartsTest", "GraphTest"),
    "Passing": ("SingularSlopesTest", "EdgeDerivativesTest", "JacobianTest", "NestedDerivativesTest", "FunctionsTest",
                "SymbolicTest", "PartAssignmentTest"),
    "Norms": ("EdgeValuesTest", "EdgeDerivativesTest", "SingularSlopesTest", "ReductionsTest", "OracleTest",
              "OptionsTest", "OperationsTest", "DTypeTest", "ReduceLoopsTest", "RuleTest", "FormulasOfCompositionsTest"),
    "SameExpression": ("SymbolicTest", "FormulaTest", "FormulasOfPartsTest", "FormulasOfCompositionsTest",
                       "FormulasOfBroadcastsTest"),
}
CLASSES_OF_RULES = TABLES + KINDS + OTHERS
# The default ones hardly touch a rule: a.mul(b) is a call of a method on one tensor with another.
MUTATORS = ("DEFAULTS", "EXPERIMENTAL_NAKED_RECEIVER", "EXPERIMENTAL_ARGUMENT_PROPAGATION", "NON_VOID_METHOD_CALLS")
# Else PIT leaves out static initialisers and the lambda expressions in them, that is the rows of the tables.
FEATURES = "-FSTATI"
# A static initialiser runs once in a process, so PIT thinks that only the first test reaches it, and tries no other. The
# methods that make rows run in them alone. What the rows are made of is in the lambda expressions.
EXCLUDED_METHODS = ("<clinit>", "unary", "binary", "withoutBool", "by")
# As in the tests of the build: without it no class of the vector loops loads, and the tests that look at all classes fail.
MODULES = "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED"
# The processes are short: what the second compiler and the parallel collector prepare for does not come.
SHORT = "-XX:TieredStopAtLevel=1,-XX:+UseSerialGC"
# RUN_ERROR is missing on purpose: PIT failed there, and nobody knows what a test would have said.
KILLED = {"KILLED", "TIMED_OUT", "MEMORY_ERROR"}
LEAST_KILLED = 0.9
EQUIVALENT = ROOT / "bench" / "mutation" / "equivalent.txt"
# A mutant that runs into a loop is found late, and a test on a busy machine is not taken for one.
TIMEOUT_MILLISECONDS = 8000


def main():
    arguments = jupyter_kernels.arguments(__doc__, requirements=None, jupyter=False, own={
        "--threads": dict(type=int, default=2, help="default: %(default)s"),
        "--only": dict(nargs="+", metavar="CLASS", choices=CLASSES_OF_RULES, default=CLASSES_OF_RULES,
                       help="change these classes of rules alone; default: all"),
    })
    home = jupyter_kernels.jdk()
    build()
    jupyter_kernels.print_facts(home)
    made = [mutant for tests, classes in by_tests(arguments.only).items()
            for mutant in mutate(home, classes, tests, arguments.threads)]
    mutants, outdated = without_equivalent(made, read_equivalent(), arguments.only)

    print_table(mutants)
    print(f"not counted are {len(made) - len(mutants)} mutants that do the same as the program")
    survivors = [mutant for mutant in mutants if not mutant.killed]
    for mutant in sorted(survivors, key=lambda mutant: (mutant.file, mutant.line)):
        print(f"{mutant.status.lower():12}{mutant.file}:{mutant.line} {mutant.method}: {mutant.description}")
    missed = [f"{rule} has no mutant" for rule in untouched(home, arguments.only, made)]
    missed += outdated
    if not sum(mutant.tests for mutant in mutants):
        missed.append("no test ran")
    for name in arguments.only:
        if not any(mutant.tests for mutant in mutants if mutant.family == name):
            missed.append(f"no test ran against {name}")
    share = 1 - len(survivors) / max(len(mutants), 1)
    if share < LEAST_KILLED:
        missed.append(f"{share:.1%} of the mutants are killed, {LEAST_KILLED:.0%} asked for")
    if missed:
        sys.exit("\n".join(missed))
    print(f"every rule has mutants; {share:.1%} are killed, at least {LEAST_KILLED:.0%} asked for")


class Mutant:
    """One row of PIT's report."""

    def __init__(self, element):
        self.name = element.findtext("mutatedClass").removeprefix(f"{PACKAGE}.")
        self.family = self.name.split("$")[0]
        self.file = element.findtext("sourceFile")
        self.line = int(element.findtext("lineNumber"))
        self.method = element.findtext("mutatedMethod")
        self.description = element.findtext("description")
        self.code = source_line(self.file, self.line)
        self.status = element.get("status")
        self.killed = self.status in KILLED
        self.tests = int(element.get("numberOfTestsRun"))


@functools.cache
def source(file):
    return Path(SOURCES, *PACKAGE.split("."), file).read_text().splitlines()


def source_line(file, number):
    return source(file)[number - 1].strip()


def read_equivalent():
    """How many mutants are listed for each file, line of code and change; an entry is four lines, the last the reason."""
    listed = collections.Counter()
    text = "\n".join(line for line in EQUIVALENT.read_text().splitlines() if not line.startswith("#"))
    for entry in re.split(r"\n\s*\n", text.strip()) if text.strip() else []:
        lines = [line.strip() for line in entry.strip().splitlines()]
        if len(lines) != 4 or not lines[3].startswith("because "):
            sys.exit(f"{EQUIVALENT.name}: an entry is a file, a line of code, a change and a reason, not\n{entry}")
        listed[tuple(lines[:3])] += 1
    return listed


def without_equivalent(mutants, listed, classes):
    """The mutants that count, and what is wrong with the list."""
    survivors = collections.Counter(
        (mutant.file, mutant.code, mutant.description) for mutant in mutants if not mutant.killed)
    outdated = [f"{EQUIVALENT.name}: of {number} mutants listed as equivalent, {survivors[key]} survived: {' | '.join(key)}"
                for key, number in listed.items()
                if key[0].removesuffix(".java") in classes and survivors[key] < number]
    left = collections.Counter(listed)
    counted = []
    for mutant in mutants:
        key = mutant.file, mutant.code, mutant.description
        if not mutant.killed and left[key]:
            left[key] -= 1
        else:
            counted.append(mutant)
    return counted, outdated


def build():
    """Compiles autograd-core with its tests, and fetches PIT and what the tests need."""
    subprocess.run(["mvn", "-q", "-B", "-pl", "autograd-core", "test-compile"], cwd=ROOT, check=True, stdout=sys.stderr)
    subprocess.run(["mvn", "-q", "-B", "-f", "bench/mutation/pom.xml", "dependency:copy-dependencies",
                    f"-DoutputDirectory={TARGET / 'lib'}"], cwd=ROOT, check=True, stdout=sys.stderr)
    for test in {*TESTS, *(test for own in TESTS_OF.values() for test in own)}:  # PIT says nothing about a test that is not there.
        if not Path(TEST_CLASSES, *PACKAGE.split("."), f"{test}.class").exists():
            sys.exit(f"there is no test {test}; correct TESTS or TESTS_OF in {sys.argv[0]}")


def by_tests(classes):
    """The classes that are run with the same tests, which PIT chooses from."""
    groups = collections.defaultdict(list)
    for name in classes:
        groups[TESTS_OF.get(name, TESTS)].append(name)
    return groups


def mutate(home, classes, tests, threads):
    """Runs PIT on the JDK that compiled the classes: on an older one it finds no test, and reports success."""
    report = TARGET / "mutations.xml"
    report.unlink(missing_ok=True)
    named = [f"{PACKAGE}.{name}{rest}" for name in classes for rest in ("", "$*")]
    subprocess.run([f"{home}/bin/java", "-cp", f"{CLASSES}:{TEST_CLASSES}:{TARGET / 'lib'}/*",
                    "org.pitest.mutationtest.commandline.MutationCoverageReport",
                    "--targetClasses", ",".join(named),
                    "--targetTests", ",".join(f"{PACKAGE}.{test}" for test in tests),
                    "--mutators", ",".join(MUTATORS), "--features", FEATURES,
                    "--excludedMethods", ",".join(EXCLUDED_METHODS),
                    "--jvmArgs", f"{MODULES},{SHORT}", "--sourceDirs", SOURCES, "--reportDir", TARGET, "--outputFormats", "XML",
                    "--timestampedReports=false", "--verbosity", "NO_SPINNER",
                    "--threads", str(threads), "--timeoutConst", str(TIMEOUT_MILLISECONDS)],
                   cwd=ROOT, check=True, stdout=sys.stderr)
    return [Mutant(element) for element in ElementTree.parse(report).getroot().iter("mutation")]


def print_table(mutants):
    by_class = collections.defaultdict(list)
    for mutant in mutants:
        by_class[mutant.name].append(mutant)
    print(f"\n{'class':30}{'mutants':>9}{'killed':>9}{'share':>9}{'tests run':>11}")
    rows = [*sorted(by_class.items()), ("all", mutants)]
    for name, of_class in rows:
        killed = sum(mutant.killed for mutant in of_class)
        share = killed / max(len(of_class), 1)
        print(f"{name:30}{len(of_class):9}{killed:9}{share:9.1%}{sum(mutant.tests for mutant in of_class):11}")


def untouched(home, classes, mutants):
    """The rules without a mutant, and the lambda expressions: a part of a rule that nothing changed is not tested."""
    lines = {(mutant.file, mutant.line) for mutant in mutants}
    methods = {(mutant.name, mutant.method) for mutant in mutants}
    names = {mutant.name for mutant in mutants}
    for table in (name for name in TABLES if name in classes):
        found = rules(Path(SOURCES, *PACKAGE.split("."), f"{table}.java").read_text())
        if not found:
            yield f"the table {table}, in which no rule was found,"
        for rule, (first, last, made) in found.items():
            elsewhere = {made, f"{table}${made}"} & names
            if not elsewhere and not any((f"{table}.java", line) in lines for line in range(first, last + 1)):
                yield f"the rule {table}.{rule}"
    for name in classes:
        if name not in TABLES and name not in names:
            yield f"the class {name}"
    folder = Path(CLASSES, *PACKAGE.split("."))
    for file in sorted(folder.glob("*.class")):
        if file.stem.split("$")[0] not in classes:
            continue
        listing = output([f"{home}/bin/javap", "-p", "-l", "-cp", CLASSES, f"{PACKAGE}.{file.stem}"])
        for method, line in re.findall(r"(lambda\$[\w$]+)\(.*\n *LineNumberTable:\n *line (\d+):", listing):
            if (file.stem, method) not in methods:
                yield f"the lambda expression in {file.stem.split('$')[0]}.java:{line}"


def rules(source):
    """For each rule of a table, its name, its first and last line, and the class that a row only makes one of."""
    found = {}
    lines = source.splitlines()
    for number, line in enumerate(lines):
        start = re.match(r"    (?:private )?static (?:final )?Op (\w+)(?: = (?:new (\w+)\([\w, ]*\)(?:\.\w+\(\))*;)?|\()", line)
        nested = re.match(r"    private static final class (\w+) extends Op ", line)
        if start and start[1] not in EXCLUDED_METHODS:
            field = re.match(r"[^(]*=", line)
            last = number
            while not (lines[last].endswith(";") if field else lines[last] == "    }"):
                last += 1
            found[start[1]] = (number + 1, last + 1, start[2])
        elif nested:
            found[nested[1]] = (0, 0, nested[1])
    return found


if __name__ == "__main__":
    main()
