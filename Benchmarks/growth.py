"""How the time of a step grows with batch, width, unrolling, minibatch discrimination and workers.

python3 Benchmarks/growth.py TOYGAN [--seconds 1]

Times are those of the fastest block, which other work on the machine disturbed least.
Writes Benchmarks/results/growth.csv, growth.gp and, with gnuplot, growth.png.
"""
import argparse
import json
import pathlib
import shutil
import subprocess

from compare import write, write_rows

HERE = pathlib.Path(__file__).parent
RECIPES = HERE / "recipes"


def series():
    """Name, what is on the horizontal axis, recipe, and for each place there its settings."""
    hidden = lambda w: [f"generator.hidden=[{w},{w}]", f"discriminator.hidden=[{w},{w}]"]
    closeness = lambda k: [f"discriminator.minibatchDiscrimination={{kernels: {k}, dimensions: 5}}"]
    return [
        ("batch", "samples in a batch", "gan",
         [(n, [f"batch={n}"]) for n in (32, 64, 128, 256, 512, 1024, 2048, 4096, 8192)]),
        ("width", "units in a hidden layer", "gan",
         [(w, hidden(w)) for w in (16, 32, 64, 128, 256, 512, 1024)]),
        ("unrolling", "discriminator steps looked ahead, K", "unrolled-5",
         [(k, [f"method={{name: unrolled, steps: {k}, objective: minimax}}"])
          for k in (0, 1, 2, 5, 10, 20, 40)]),
        ("minibatch discrimination", "kernels of 5 dimensions", "minibatch-discrimination-128",
         [(k, closeness(k)) for k in (1, 4, 8, 16, 32, 64, 100, 200)]),
    ]


def bench(toygan, recipe, settings, seconds):
    command = [toygan, "bench", RECIPES / f"{recipe}.yaml", "--seconds", seconds, "--json"]
    for setting in settings:
        command += ["--set", setting]
    return subprocess.Popen([str(c) for c in command], stdout=subprocess.PIPE)


def finished(process):
    output, _ = process.communicate()
    if process.returncode != 0:
        raise SystemExit(f"toygan bench ended with status {process.returncode}")
    return json.loads(output)[0]


def measure(toygan, seconds):
    rows = []
    for name, _, recipe, places in series():
        for place, settings in places:
            timing = finished(bench(toygan, recipe, settings, seconds))
            rows.append(dict(series=name, x=place, milliseconds=1e3 * timing["best"],
                             operations=timing["operations"], megabytes=timing["peakMemory"] / 1e6))
            print(f"{name:26} {place:6} {rows[-1]['milliseconds']:10.3f} ms", flush=True)
    for workers in (1, 2):
        running = [bench(toygan, "gan", [f"seed={n}"], 3 * seconds) for n in range(workers)]
        timings = [finished(process) for process in running]
        time = sum(t["best"] for t in timings) / workers
        rows.append(dict(series="workers", x=workers, milliseconds=1e3 * time,
                         operations=timings[0]["operations"],
                         megabytes=sum(t["peakMemory"] for t in timings) / 1e6))
        print(f"{'workers':26} {workers:6} {1e3 * time:10.3f} ms each", flush=True)
    return rows


def script(rows):
    """A panel a series: measured time, and the time that the best rate among its cases would give."""
    lines = ["set terminal pngcairo size 1400,1000 font 'DejaVu Sans,13'",
             "set output 'growth.png'", "set multiplot layout 2,2 spacing 0.08",
             "set datafile separator ','", "set logscale xy", "set grid lc rgb '#dddddd'",
             "set border 3 lc rgb '#666666'", "set tics nomirror", "set key top left reverse Left",
             "set ylabel 'milliseconds a step'"]
    for name, label, _, places in series():
        of = [row for row in rows if row["series"] == name]
        data = "\n".join(f"{row['x'] or 0.5},{row['milliseconds']:.5g},{row['operations']:.5g}"
                         for row in of)
        rate = max(row["operations"] / row["milliseconds"] for row in of)
        lines += [f"$data << EOD", data, "EOD", f"set title '{name}'", f"set xlabel '{label}'",
                  f"set xrange [{0.8 * (of[0]['x'] or 0.5):g}:{1.25 * of[-1]['x']:g}]",
                  "set xtics ({})".format(", ".join(f"'{p}' {p or 0.5}" for p, _ in places)),
                  f"plot $data using 1:($3/{rate:.6g}) with lines lw 2 dt 2 lc rgb '#999999' "
                  f"title 'arithmetic at {rate / 1e6:.0f} GFLOP/s', "
                  "$data using 1:2 with linespoints lw 2 pt 7 lc rgb '#1f5fa8' title 'measured'"]
    return "\n".join(lines + ["unset multiplot"]) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("toygan")
    parser.add_argument("--seconds", type=float, default=1)
    arguments = parser.parse_args()
    rows = measure(arguments.toygan, arguments.seconds)
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    write_rows(results / "growth.csv", rows)
    write(results / "growth.gp", script(rows))
    if shutil.which("gnuplot"):
        subprocess.run(["gnuplot", "growth.gp"], cwd=results, check=True)


if __name__ == "__main__":
    main()
