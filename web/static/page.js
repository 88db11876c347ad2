// What a page does better with a script; nothing needs it. "/" goes to the question, arrows go from citation to
// citation, a button copies a quotation, and what happened is said aloud.
"use strict";

const announce = (text) => {
  const place = document.getElementById("announcement");
  if (place) place.textContent = text;
};

const isTyping = (element) =>
  element.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);

const citations = () => [...document.querySelectorAll(".answer .cutting")].filter((one) => one.checkVisibility());

const goTo = (step) => {
  const all = citations();
  const place = all.findIndex((one) => one.contains(document.activeElement));
  const next = all[place < 0 ? (step > 0 ? 0 : all.length - 1) : place + step];
  if (!next) return false;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "/") {
    const question = document.getElementById("q");
    if (!question) return;
    question.focus();
    question.select();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!goTo(event.key === "ArrowDown" ? 1 : -1)) return;
  } else if (event.key === "Enter" && event.target.matches(".cutting")) {
    event.target.querySelector(".place a").click();
  } else {
    return;
  }
  event.preventDefault();
});

for (const button of document.querySelectorAll(".copy")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
    button.textContent = "Copied";
    announce("The quotation was copied.");
  });
}

for (const hint of document.querySelectorAll(".keys")) hint.hidden = false;

const verdict = document.getElementById("verdict");
if (verdict) {
  const found = citations().length;
  const folded = document.querySelectorAll(".related:not([open]) .cutting").length;
  const sure = document.querySelector(".confidence summary");
  setTimeout(() => announce(
    [verdict.textContent, sure ? `, ${sure.textContent.toLowerCase()}` : "", `. ${found} citation${found === 1 ? "" : "s"}`,
      folded ? `, ${folded} more folded below.` : "."].join("")
  ), 100);
}
