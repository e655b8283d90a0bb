"""Writes samples.json: files of points as NumPy (2.4.6 here) makes them, and the numbers to be read from them."""
import base64
import gzip
import io
import json
import pathlib
import numpy as np

# Neither pi nor 0.1 is the same in both precisions; the rest are the ends of float32.
POINTS = [[0.1, -2.5], [np.pi, -0.0], [1e-45, 3.4028234663852886e38], [1 / 3, 1e-38]]
double, single = np.array(POINTS), np.array(POINTS, "<f4")


def saved(array, version=None):
    """The bytes of a .npy file; of the oldest version that will do, unless one is named."""
    file = io.BytesIO()
    np.lib.format.write_array(file, np.asanyarray(array), version=version)
    return base64.b64encode(file.getvalue()).decode()


def text(**how):
    file = io.StringIO()
    np.savetxt(file, double, delimiter=",", **how)
    return base64.b64encode(file.getvalue().encode()).decode()


def packed(**arrays):
    """The bytes of archives, stored and compressed."""
    files = io.BytesIO(), io.BytesIO()
    np.savez(files[0], **arrays)
    np.savez_compressed(files[1], **arrays)
    return [base64.b64encode(file.getvalue()).decode() for file in files]


def zipped(file):
    return base64.b64encode(gzip.compress(base64.b64decode(file), mtime=0)).decode()


def accepted(name, file, values, dimension=2):
    values = [float(value) for value in np.asarray(values).ravel()]
    return dict(name=name, file=file, dimension=dimension, values=values)


def refused(name, array):
    return dict(name=name, file=saved(array), dimension=2)


BITS = np.array([[True, False], [False, True]])
NUMBERS = np.array([[-128, 127], [1, -2]])
# A subnormal number, the largest number, and the nearest one to a tenth.
HALVES = np.array([[6e-8, 65504], [0.1, -0.0]], "<f2")
many = np.random.default_rng(0).integers(-9, 9, (3000, 2)) / 8.0
stored, deflated = packed(points=double)
records = np.zeros(2, [("x", "<f4"), ("y", "<f4")])
results = [
    accepted("float32.npy", saved(single), single),
    accepted("float64.npy", saved(double), double),
    accepted("version2.npy", saved(single, (2, 0)), single),
    accepted("version3.npy", saved(double, (3, 0)), double),
    accepted("column.npy", saved(double[:, :1]), double[:, :1], 1),
    accepted("flat.npy", saved(double[:, 0]), double[:, 0], 1),
    accepted("three.npy", saved(double.ravel()[:6].reshape(2, 3)), double.ravel()[:6], 3),
    accepted("savetxt.csv", text(), double),
    accepted("header.csv", text(header="x,y"), double),
    accepted("short.csv", text(fmt="%.17g", header="x,y", comments="", newline="\r\n"), double),
    accepted("fortran.npy", saved(np.asfortranarray(single)), single),
    accepted("bigendian.npy", saved(single.astype(">f4")), single),
    accepted("bigendian8.npy", saved(double.astype(">f8")), double),
    accepted("both.npy", saved(np.asfortranarray(double.astype(">f8"))), double),
    accepted("bool.npy", saved(BITS), BITS),
    *(accepted(f"{kind}.npy", saved(NUMBERS.astype(kind)), NUMBERS.astype(kind).astype(float))
      for kind in "|i1 <i2 <i4 <i8 >i2 >i4 >i8 |u1 <u2 <u4 <u8 >u2 >u4 >u8 <f2 >f2".split()),
    accepted("half.npy", saved(HALVES), HALVES.astype(float)),
    accepted("stored.npz", stored, double),
    accepted("deflated.npz", deflated, double),
    accepted("many.npz", packed(points=many)[1], many),
    accepted("gzip.csv.gz", zipped(text()), double),
    accepted("gzip.npy.gz", zipped(saved(single)), single),
    refused("objects.npy", np.array([[1, "two"]], object)),
    refused("records.npy", records),
    refused("complex.npy", np.ones((2, 2), "<c8")),
    refused("flat2.npy", double[:, 0]),
    refused("deep.npy", np.zeros((2, 2, 2))),
    refused("scalar.npy", np.float64(3)),
    refused("none.npy", np.zeros((0, 2))),
    refused("three2.npy", np.zeros((2, 3))),
]
results += [dict(name=f"two{kind}.npz", file=file, dimension=2)
            for kind, file in zip(("", "deflated"), packed(a=double, b=single))]
path = pathlib.Path(__file__).with_name("samples.json")
path.write_text(json.dumps(results, indent=1) + "\n")
