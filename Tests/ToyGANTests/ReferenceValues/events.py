"""Records that TensorBoard's own writer makes; writes events.json beside it.

Needs tensorboard (the file says which version made it). Run: python3 events.py
"""
import base64
import io
import json
import math
import pathlib

import tensorboard
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.plugins.hparams import api_pb2, metadata
from tensorboard.plugins.hparams.plugin_data_pb2 import HParamsPluginData, SessionEndInfo
from tensorboard.plugins.hparams.summary_v2 import hparams_pb
from tensorboard.plugins.text.summary_v2 import text_pb
from tensorboard.summary.writer.record_writer import RecordWriter

START, PNG = 1.7e9 + 0.25, bytes(range(200))


def record(step=0, time=START, **content):
    """The bytes of one event in a file."""
    file = io.BytesIO()
    RecordWriter(file).write(Event(wall_time=time, step=step, **content).SerializeToString())
    return base64.b64encode(file.getvalue()).decode()


def scalars(**values):
    return Summary(value=[Summary.Value(tag=tag, simple_value=value) for tag, value in values.items()])


def hyperparameters(**values):
    # One at a time: the order of several in a message is the library's choice.
    return hparams_pb(values, trial_id="unrolled, K = 10", start_time_secs=START)


def ended(status):
    info = HParamsPluginData(session_end_info=SessionEndInfo(status=status, end_time_secs=START + 9))
    data = metadata.create_summary_metadata(info)
    return Summary(value=[Summary.Value(tag=metadata.SESSION_END_INFO_TAG, metadata=data, tensor=metadata.NULL_TENSOR)])


def image(tag, width, height):
    picture = Summary.Image(width=width, height=height, colorspace=3, encoded_image_string=PNG)
    return Summary(value=[Summary.Value(tag=tag, image=picture)])


records = {
    "start": record(file_version="brain.Event:2"),
    "at 1970": record(time=0, file_version="brain.Event:2"),
    "scalars": record(500, START + 2, summary=scalars(loss=0.1, zero=0.0, negative=-1e30, up=math.inf, down=-math.inf)),
    "far": record(2**40 + 300, summary=scalars(loss=1.0)),
    "image": record(25000, summary=image("plots/samples", 640, 480)),
    "text": record(summary=text_pb("configuration", "    target: ring8\n    größe: 3\n")),
    "number": record(summary=hyperparameters(**{"optimizer.learningRate": 1e-4})),
    "truth": record(summary=hyperparameters(standardize=True)),
    "falsehood": record(summary=hyperparameters(standardize=False)),
    "word": record(summary=hyperparameters(**{"generator.hidden": "[128, 128]"})),
    "success": record(summary=ended(api_pb2.STATUS_SUCCESS)),
    "failure": record(summary=ended(api_pb2.STATUS_FAILURE)),
}
here = pathlib.Path(__file__).parent
contents = dict(versions=f"TensorBoard {tensorboard.__version__}", records=records)
(here / "events.json").write_text(json.dumps(contents, indent=1) + "\n")
