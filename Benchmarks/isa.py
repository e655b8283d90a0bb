"""ToyGAN and JAX as on a processor that has AVX2 and no AVX-512, in turn and on one core.

python3 Benchmarks/isa.py TOYGAN_AVX2 PEER_PYTHON [--seconds 5] [--rounds 3] [--only RECIPE ...]

TOYGAN_AVX2 is built without the clones for AVX-512:

swift build -c release --product toygan -Xcc -DTOYGAN_WITHOUT_AVX512 --scratch-path .build-avx2

On a processor that has AVX-512 all else is restricted as well: the matrix products of both, which are oneDNN's, by
ONEDNN_MAX_CPU_ISA, and what JAX compiles by XLA's flag xla_cpu_max_isa. Before anything is timed each of them is
looked at: the names of the clones in ToyGAN's program, the instructions that oneDNN says it uses in JAX, and the code
that XLA writes. Ratios are taken within a round. Results: Benchmarks/results/avx2.md.
"""
import datetime
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

import compare

ONEDNN = {"ONEDNN_MAX_CPU_ISA": "AVX2"}
XLA = "--xla_cpu_max_isa=AVX2"
# Without AVX-512 in the processor itself, nothing has to be left out of ToyGAN.
HAS_AVX512 = "avx512f" in pathlib.Path("/proc/cpuinfo").read_text()
# Registers that only instructions of AVX-512 name.
WIDE = re.compile(r"%zmm|%k[0-7]|%[xy]mm(1[6-9]|2[0-9]|3[01])\b")


def refuse(why):
    sys.exit(f"isa.py: {why}")


def check_toygan(toygan):
    """Clones are named in the table of symbols."""
    program = pathlib.Path(toygan).read_bytes()
    if b".arch_x86-64-v3" not in program:
        refuse(f"{toygan} has no clones for AVX2, or no symbols")
    if HAS_AVX512 and b"toygan_run_group.avx512f" in program:
        refuse(f"{toygan} has clones for AVX-512; build it with -Xcc -DTOYGAN_WITHOUT_AVX512")


def check_jax(python, recipe):
    """Runs a recipe in JAX for an instant; oneDNN and XLA show what they use."""
    with tempfile.TemporaryDirectory() as folder:
        flags = os.environ | ONEDNN | {
            "ONEDNN_VERBOSE": "1", "XLA_FLAGS": f"{XLA} --xla_dump_to={folder}"}
        peer = compare.HERE / "peers" / "jax_peer.py"
        done = subprocess.run(
            [python, peer, compare.HERE / "recipes" / f"{recipe}.yaml", "0.01"],
            capture_output=True, text=True, env=flags)
        if done.returncode != 0:
            refuse(f"JAX failed: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
        used = re.findall(r"info,cpu,isa:(.*)", done.stdout)
        if not used or any(isa != "Intel AVX2" for isa in used):
            refuse(f"JAX's oneDNN uses {used or 'nothing'}, not Intel AVX2")
        objects = sorted(pathlib.Path(folder).glob("**/*.o"))
        code = "".join(subprocess.run(
            ["objdump", "-d", path], capture_output=True, text=True, check=True).stdout
            for path in objects)
    if "%ymm" not in code or WIDE.search(code):
        refuse(f"what XLA compiled, {len(objects)} objects, is not AVX2")
    print(f"JAX: oneDNN uses {used[0]}; {len(objects)} objects that XLA compiled, none with "
          "AVX-512", file=sys.stderr)


def main():
    parser = compare.options()
    parser.add_argument("--only", nargs="*")
    arguments = parser.parse_args()
    check_toygan(arguments.toygan)
    check_jax(arguments.python, (arguments.only or ["gan"])[0])
    # Both contenders read these; ToyGAN has no XLA. PyTorch is not asked for.
    os.environ |= ONEDNN | {"XLA_FLAGS": XLA}
    del compare.PEERS["PyTorch"]
    rows, names = compare.measure(arguments)
    text = compare.table(rows, names)
    peak = statistics.median(r["productPeak"] for r in rows if "productPeak" in r)
    how = ("ToyGAN built without its clones for AVX-512, " if HAS_AVX512 else
           "a processor that has no AVX-512, ")
    note = (f"AVX2 only, on one core of {compare.processor()}, {datetime.date.today()}: {how}"
            f"{XLA} for JAX, ONEDNN_MAX_CPU_ISA=AVX2 for both; "
            f"{arguments.rounds} rounds of {arguments.seconds:g} s each; sgemm's peak in the same "
            f"session {peak / 1e9:.0f} GFLOP/s. Ratio: JAX's time by ToyGAN's; in brackets with "
            "the fastest tenth of a second of each, the one that other work disturbed least.\n")
    results = compare.HERE / "results"
    results.mkdir(exist_ok=True)
    compare.write(results / "avx2.md", text + "\n" + note)
    print(text + "\n" + note, end="")


if __name__ == "__main__":
    main()
