// A control that cannot be used says why.

/**
 * @param {HTMLButtonElement | HTMLInputElement | HTMLSelectElement} control
 * @param {string} reason why it cannot be used now; empty if it can
 * @param {string} [title] what its title says while it can be used
 */
export function grey(control, reason, title = "") {
  const isGreyed = reason !== "";
  if (control.disabled !== isGreyed) control.disabled = isGreyed;
  const text = isGreyed ? reason : title;
  if (control.title !== text) control.title = text;
}
