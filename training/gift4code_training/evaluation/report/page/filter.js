'use strict';
for (const form of document.querySelectorAll('form.filter')) {
  const problems = [...form.parentElement.querySelectorAll('details.problem')];
  const output = form.querySelector('output');
  const texts = new Map();
  const textOf = problem => {
    if (!texts.has(problem)) {
      texts.set(problem, problem.textContent.toLowerCase());
    }
    return texts.get(problem);
  };
  const apply = () => {
    const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = form.elements.found.value;
    let shown = 0;
    for (const problem of problems) {
      const fits =
        (!found || problem.dataset.found === found) && words.every(word => textOf(problem).includes(word));
      problem.hidden = !fits;
      shown += fits;
    }
    output.textContent = `${shown.toLocaleString('en')} of ${problems.length.toLocaleString('en')}`;
  };
  form.addEventListener('input', apply);
  form.addEventListener('submit', event => event.preventDefault());
  form.hidden = false;
  apply();
}
