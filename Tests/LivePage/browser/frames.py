"""Reads the binary frames that the server sends, independently of the page."""

import json
import struct


def pane_of(data):
    return struct.unpack_from("<H", data, 6)[0]


def sections(data):
    """Bytes by number of section."""
    magic, version, _, count = struct.unpack_from("<4sHHI", data)
    assert (magic, version) == (b"TGAN", 1)
    found, place = {}, 12
    for _ in range(count):
        kind, length = struct.unpack_from("<II", data, place)
        found[kind] = data[place + 8:place + 8 + length]
        place += 8 + length + (-length % 4)
    assert place == len(data)
    return found


def state(data):
    return json.loads(sections(data)[1])


def floats(data, kind, count_fields=1):
    body = sections(data)[kind]
    return [value for (value,) in struct.iter_unpack("<f", body[4 * count_fields:])]


def samples(data):
    """x, y of each generated sample."""
    numbers = floats(data, 2)
    return list(zip(numbers[::2], numbers[1::2]))


def arrows(data):
    """x, y, dx, dy of each arrow."""
    numbers = floats(data, 4)
    return list(zip(numbers[::4], numbers[1::4], numbers[2::4], numbers[3::4]))


def mean(values):
    values = list(values)
    return sum(values) / len(values)
