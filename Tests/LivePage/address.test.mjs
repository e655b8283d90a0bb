// The address: what is written is read back exactly, and nothing else is read.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  formatAddress, hideNames, parseAddress, showNames,
} from "../../Sources/CLivePage/page/address.js";
import { randomNumbers } from "./random.mjs";

const letters = [..."abcXYZ019 .:,;&=#%+?/\\\"'<>{}[]()*~!@$^|`-_\t\nüß中文😀\u2028"];

/** @param {() => number} random */
function chooser(random) {
  const whole = (most) => Math.floor(random() * (most + 1));
  const text = (least, most) => {
    const length = least + whole(most - least);
    return Array.from({ length }, () => letters[whole(letters.length - 1)]).join("");
  };
  const some = (names) => names.filter(() => random() < 0.4);
  return { whole, text, some };
}

function randomState(random) {
  const { whole, text, some } = chooser(random);
  const panes = Array.from({ length: whole(6) }, () => {
    const assignments = [
      { key: "method", value: text(1, 20) }, { key: "seed", value: String(whole(99)) },
    ];
    for (let index = 0; index < whole(8); index += 1) {
      const assignment = { key: `part${index}.name-${index}`, value: text(1, 60) };
      assignments.splice(whole(assignments.length), 0, assignment);
    }
    return { assignments: assignments.slice(whole(2)), step: random() < 0.3 ? 0 : whole(1e9) };
  });
  return {
    panes, inStep: random() < 0.5, show: random() < 0.3 ? null : some(showNames),
    hide: some(hideNames), present: random() < 0.5,
  };
}

test("1,000 random states come back as they were", () => {
  const random = randomNumbers(19);
  for (let round = 0; round < 1000; round += 1) {
    const state = randomState(random);
    const hash = formatAddress(state);
    assert.match(hash, /^[!-~]*$/, "only printable ASCII, no spaces");
    assert.deepEqual(parseAddress(hash), state);
    assert.deepEqual(parseAddress(`#${hash}`), state);
    assert.equal(formatAddress(parseAddress(hash)), hash);
  }
});

test("the example of the documentation", () => {
  const state = parseAddress(
    "#v=1&method=unrolled&seed=3&step=500&set=batch:64&show=samples,arrows");
  assert.deepEqual(state, {
    panes: [{
      assignments: [
        { key: "method", value: "unrolled" }, { key: "seed", value: "3" },
        { key: "batch", value: "64" },
      ],
      step: 500,
    }],
    inStep: false, show: ["samples", "arrows"], hide: [], present: false,
  });
});

test("a value that holds markup stays text, and half a character is replaced", () => {
  const value = "<img src=x onerror=alert(1)>";
  const pane = { assignments: [{ key: "target", value }], step: 0 };
  const rest = { inStep: false, show: null, hide: [], present: false };
  const hash = formatAddress({ panes: [pane], ...rest });
  assert.equal(parseAddress(hash).panes[0].assignments[0].value, value);
  const broken = { assignments: [{ key: "target", value: "a\ud800b" }], step: 0 };
  const read = parseAddress(formatAddress({ panes: [broken], ...rest }));
  assert.equal(read.panes[0].assignments[0].value, "a\ufffdb");
});

const hostile = [
  "", "#", "v=2", "v=1&", "v=1&&", "v=1&unknown=1", "v=1&step=-1", "v=1&step=1e9", "v=1&step=",
  "v=1&step=99999999999", "v=1&step=0x10", "v=1&step=1.5", "v=1&pane=2", "v=1&pane=1&pane=1",
  "v=1&pane=0", "v=1&pane=__proto__", "v=1&set=batch", "v=1&set=:64", "v=1&set=batch:",
  "v=1&set=__proto__:1", "v=1&set=a..b:1", "v=1&set=.a:1", "v=1&set=a%20b:1", "v=1&set=a%00:1",
  "v=1&set=a:%00", "v=1&set=a:%E0%A4%A", "v=1&set=a:%", "v=1&set=a:1&set=a:2", "v=1&method=",
  "v=1&method=a&method=b", "v=1&show=nothing", "v=1&show=samples,samples", "v=1&hide=everything",
  "v=1&show=constructor", "v=1&hide=toString", "v=1&inStep=2", "v=1&inStep=true", "v=1&present=",
  "method=gan&v=1", "V=1", "v=1#v=1", `v=1&set=a:${"x".repeat(50_001)}`,
  `v=1&set=${"a".repeat(121)}:1`, `v=1${"&pane=1".repeat(7)}`, `v=1&x=${"y".repeat(200_000)}`,
  `v=1${Array.from({ length: 201 }, (_, index) => `&set=a${index}:1`).join("")}`,
  `v=1${Array.from({ length: 7 }, (_, index) => `&pane=${index + 1}`).join("")}`,
];

test("hostile and damaged addresses give nothing", () => {
  for (const text of hostile) assert.equal(parseAddress(text), null, text.slice(0, 60));
  assert.equal(Object.prototype.polluted, undefined);
});

test("mutations of a sound address never throw", () => {
  const random = randomNumbers(7);
  const { whole } = chooser(random);
  const hash = formatAddress(randomState(random));
  for (let round = 0; round < 5000; round += 1) {
    const place = whole(hash.length);
    const strange = letters[whole(letters.length - 1)];
    const mutated = hash.slice(0, place) + strange + hash.slice(place + whole(3));
    const state = parseAddress(mutated);
    if (state !== null) assert.deepEqual(parseAddress(formatAddress(state)), state);
  }
});
