// A button beside each address that copies it. Without script the address can be selected.

for (const line of document.querySelectorAll(".app-copy")) {
  const field = line.querySelector("input");
  const button = document.createElement("button");
  const told = document.createElement("span");
  button.type = "button";
  button.className = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy: ${field.getAttribute("aria-label").toLowerCase()}`);
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = " Copied";
    } catch {
      told.textContent = " Selected: press Ctrl and C to copy";
    }
  });
  line.append(" ", button, told);
}
