// Makes elements. All text goes through text nodes, so that nothing is ever read as HTML.

/** @typedef {Node | string | null | false | undefined} Child */
/**
 * A value of true or false sets a property such as `disabled`; a function listens to the event of
 * its name; text becomes an attribute; null is left out.
 * @typedef {Record<string, string | number | boolean | null | ((event: any) => void)>} Attributes
 */

let lastId = 0;

/**
 * A name for an element that labels or describes another.
 * @param {string} stem
 * @returns {string}
 */
export function uniqueId(stem) {
  lastId += 1;
  return `${stem}-${lastId}`;
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) applyAttribute(made, name, value);
  append(made, children);
  return made;
}

/**
 * @param {HTMLElement} target
 * @param {string} name
 * @param {string | number | boolean | null | ((event: any) => void)} value
 */
function applyAttribute(target, name, value) {
  if (value === null) return;
  if (typeof value === "function") target.addEventListener(name, value);
  else if (typeof value === "boolean") /** @type {any} */ (target)[name] = value;
  else target.setAttribute(name, String(value));
}

/**
 * @param {Node} parent
 * @param {Child[]} children
 */
export function append(parent, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
}

/**
 * @param {Element} parent
 * @param {...Child} children
 */
export function replaceChildren(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

/**
 * @param {string} label
 * @param {(event: MouseEvent) => void} action
 * @param {Attributes} [attributes]
 * @returns {HTMLButtonElement}
 */
export function button(label, action, attributes = {}) {
  return element("button", { type: "button", click: action, ...attributes }, label);
}

/**
 * A field with its label before it.
 * @param {string} text
 * @param {HTMLElement} field
 * @param {string} [className]
 * @returns {HTMLElement}
 */
export function labelled(text, field, className = "field") {
  if (field.id === "") field.id = uniqueId("field");
  return element("div", { class: className }, element("label", { for: field.id }, text), field);
}

/**
 * @param {string} text
 * @param {boolean} checked
 * @param {(checked: boolean) => void} action
 * @param {Attributes} [attributes]
 * @returns {{label: HTMLLabelElement, box: HTMLInputElement}}
 */
export function checkbox(text, checked, action, attributes = {}) {
  const box = element("input", { type: "checkbox", checked, ...attributes });
  box.addEventListener("change", () => action(box.checked));
  return { label: element("label", { class: "check" }, box, element("span", {}, text)), box };
}

/**
 * @param {{value: string, text: string, title?: string}[]} options
 * @param {string} value
 * @param {Attributes} [attributes]
 * @returns {HTMLSelectElement}
 */
export function select(options, value, attributes = {}) {
  const made = element("select", attributes);
  for (const { value: name, text, title } of options) {
    made.append(element("option", { value: name, title: title ?? null }, text));
  }
  made.value = value;
  return made;
}

/**
 * Changes text only where it differs: screen readers and selections are left alone otherwise.
 * @param {Element} target
 * @param {string} text
 */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

/**
 * Hands a file to the person who uses the page.
 * @param {Blob} blob
 * @param {string} name
 */
export function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * Whether keys pressed at this place belong to the element and not to the page.
 * @param {EventTarget | null} target
 * @returns {boolean}
 */
export function takesText(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLTextAreaElement || target.isContentEditable) return true;
  if (!(target instanceof HTMLInputElement)) return false;
  return !["checkbox", "radio", "button", "range", "submit", "file"].includes(target.type);
}
