// Code that is wider than the page scrolls; the keyboard must reach it.
function focusScrollable() {
  for (const code of document.querySelectorAll("pre")) {
    if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
    else code.removeAttribute("tabindex");
  }
}

addEventListener("DOMContentLoaded", focusScrollable);
addEventListener("resize", focusScrollable);
