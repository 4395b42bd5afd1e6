// Without this script the field is read-only text to select; with it, a button copies the field.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const status = document.getElementById(button.getAttribute("aria-describedby"));
  const label = button.textContent;
  let reset;

  // The clipboard interface exists on HTTPS and localhost alone; the older command works elsewhere.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      field.select();
      return document.execCommand("copy");
    }
  };

  button.addEventListener("click", async () => {
    const copied = await copy();
    button.textContent = copied ? "Copied" : label;
    status.textContent = copied ? "The short URL is on the clipboard." : "Copying is not allowed here; the text is selected.";
    clearTimeout(reset);
    reset = setTimeout(() => {
      button.textContent = label;
      status.textContent = "";
    }, 2500);
  });
  field.addEventListener("focus", () => field.select());
  button.hidden = false;
}
