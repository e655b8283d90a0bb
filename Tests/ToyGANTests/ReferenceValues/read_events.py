"""Reads an export with TensorBoard's own reader and compares it with the runs; not part of `make test`.

Needs tensorboard and pyyaml. Run: python3 read_events.py RUN|SWEEP [EXPORT]
Every number of every trajectory.csv, every picture and every setting must be there, and nothing else.
"""
import csv
import json
import math
import pathlib
import sys

import numpy
import yaml
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.hparams import metadata as hparams
from tensorboard.plugins.hparams.plugin_data_pb2 import HParamsPluginData


def read(folder):
    """Everything, unthinned, by the reader behind TensorBoard."""
    kinds = ["scalars", "images", "tensors"]
    return EventAccumulator(str(folder), size_guidance={kind: 0 for kind in kinds}).Reload()


def curves(run):
    """Column -> [(step, value)] as the file has them, without what is not a number."""
    rows = list(csv.DictReader(open(run / "trajectory.csv")))
    columns = {name: [(int(row["step"]), float(row[name])) for row in rows] for name in rows[0] if name != "step"}
    return {name: [point for point in points if not math.isnan(point[1])] for name, points in columns.items()}


def flattened(tree, path=""):
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from flattened(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


def same(sent, setting):
    """Whether a setting arrived: numbers and truth values as such, lists as their text."""
    sent = getattr(sent, sent.WhichOneof("kind"))
    if isinstance(sent, str):
        return yaml.safe_load(sent) == setting
    return type(sent) is bool and sent is setting or type(sent) is float and sent == float(setting)


def column(group, name):
    """What trajectory.csv calls a curve; two groups are the beginning of the name there."""
    return f"{group}_{name}" if group in ("loss", "average") else name


def check_pictures(events, folder):
    drawn = {f"plots/{file.stem}": file for kind in ("png", "gif") for file in folder.glob(f"plots/[!.]*.{kind}")}
    assert set(events.Tags()["images"]) == set(drawn), (events.Tags()["images"], drawn)
    for tag, file in drawn.items():
        (image,) = events.Images(tag)
        assert image.encoded_image_string == file.read_bytes() and image.width > 0 < image.height, file
    return len(drawn)


def check_run(run, exported):
    events, record = read(exported), json.loads((run / "run.json").read_text())
    expected = {name: points for name, points in curves(run).items() if points}
    columns = {tag: column(*tag.split("/")) for tag in events.Tags()["scalars"]}
    assert sorted(columns.values()) == sorted(expected), (columns, list(expected))
    points = 0
    for tag, name in columns.items():
        found = [(event.step, event.value) for event in events.Scalars(tag)]
        assert found == [(step, float(numpy.float32(value))) for step, value in expected[name]], (run, tag)
        times = [event.wall_time for event in events.Scalars(tag)]
        assert times == sorted(times), (run, tag)
        points += len(found)
    (text,) = events.Tensors("configuration")
    config = (run / "config.yaml").read_text()
    assert text.tensor_proto.string_val[0].decode() == "".join(f"    {line}\n" for line in config.splitlines())
    contents = events.PluginTagToContent("hparams")
    start = HParamsPluginData.FromString(contents[hparams.SESSION_START_INFO_TAG]).session_start_info
    settings = {name: value for name, value in flattened(yaml.safe_load(config)) if name != "seed"}
    assert set(start.hparams) == set(settings), set(start.hparams) ^ set(settings)
    assert all(same(start.hparams[name], value) for name, value in settings.items())
    assert start.group_name == record["label"]
    return points, check_pictures(events, run), len(settings)


def main(folder, place=None):
    folder = pathlib.Path(folder)
    place = pathlib.Path(place or folder / "tensorboard")
    isSweep = (folder / "plan.jsonl").exists()
    runs = {}
    for run in (sorted((folder / "runs").iterdir()) if isSweep else [folder]):
        record = json.loads((run / "run.json").read_text())
        runs[place / record["label"].replace("/", "_") / f"seed-{record['seed']}"] = run
    exported = {file.parent for file in place.rglob("*tfevents*")}
    above = {place} if isSweep and list(folder.glob("plots/*.png")) else set()
    assert exported == set(runs) | above, exported ^ (set(runs) | above)
    for place in above:
        print(f"{place}: {check_pictures(read(place), folder)} pictures")
    for exported, run in runs.items():
        print("%s: %d points, %d pictures, %d settings" % (exported, *check_run(run, exported)))


main(*sys.argv[1:])
