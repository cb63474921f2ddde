// Sorts a table by the column whose name is pressed; without scripts the tables stay as they were written.
for (const table of document.querySelectorAll("table.sortable")) {
  const head = [...table.tHead.rows[0].cells], body = table.tBodies[0];
  head.forEach((cell, column) => {
    const button = document.createElement("button");
    button.textContent = cell.textContent; cell.textContent = ""; cell.append(button);
    button.addEventListener("click", () => {
      const down = cell.getAttribute("aria-sort") === "descending";
      const text = row => row.cells[column].textContent.trim();
      const number = row => parseFloat(text(row).replace(/,/g, "").replace("\u2212", "-"));
      const rows = [...body.rows], numeric = rows.every(row => text(row) === "" || !isNaN(number(row)));
      const low = numeric ? (a, b) => (number(a) || 0) - (number(b) || 0) : (a, b) => text(a).localeCompare(text(b));
      rows.sort(down ? low : (a, b) => low(b, a)).forEach(row => body.append(row));
      head.forEach(other => other.removeAttribute("aria-sort"));
      cell.setAttribute("aria-sort", down ? "ascending" : "descending");
    });
  });
}
