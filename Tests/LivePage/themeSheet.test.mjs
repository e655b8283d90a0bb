// The style sheet has the colours of pictures that theme.js has for files and tests.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { themeProperties } from "../../Sources/CLivePage/page/theme.js";

const page = new URL("../../Sources/CLivePage/page/", import.meta.url);
const sheet = readFileSync(new URL("theme.css", page), "utf8");
const [light, dark] = sheet.split(':root[data-theme="dark"]');

test("light and dark colours agree", () => {
  const colours = themeProperties.filter(([, value]) => value.startsWith("#"));
  assert.ok(colours.length > 20);
  for (const [name, inLight, inDark] of colours) {
    assert.ok(light.includes(`${name}: ${inLight};`), `${name} is ${inLight} in light`);
    assert.ok(dark.includes(`${name}: ${inDark};`), `${name} is ${inDark} in dark`);
  }
});

test("every style sheet and script that the page names is there, and nothing is inline", () => {
  const html = readFileSync(new URL("index.html", page), "utf8");
  const names = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, name]) => name);
  for (const name of names.filter((each) => !each.startsWith("data:"))) {
    assert.ok(readFileSync(new URL(name, page), "utf8").length > 0, name);
  }
  assert.doesNotMatch(html, /style=|<style|<script(?![^>]* src=)| on[a-z]+=|https?:/);
});
