// Puts a frame with the question form where this script stands:
// <script src="https://archive.example.org/embed.js" data-question="…" data-height="480" data-title="…"></script>
"use strict";

(() => {
  const script = document.currentScript;
  const address = new URL("embed", script.src);
  for (const [name, value] of [["q", script.dataset.question], ["index", script.dataset.index]]) {
    if (value) address.searchParams.set(name, value);
  }
  const frame = document.createElement("iframe");
  frame.src = address;
  frame.title = script.dataset.title || "Ask the archive";
  frame.width = "100%";
  frame.height = script.dataset.height || "480";
  frame.loading = "lazy";
  frame.style.border = "0";
  script.after(frame);
})();
