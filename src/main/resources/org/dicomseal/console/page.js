const answer = document.getElementById('answer');
async function post(path) {
  const response = await fetch(path, { method: 'POST', headers: { 'X-DicomSeal': 'page' } });
  return { status: response.status, body: await response.json() };
}
document.addEventListener('click', async event => {
  const path = event.target.dataset.post;
  if (!path) return;
  event.target.disabled = true;
  try {
    let result = await post(path);
    if (result.status === 202) {
      const entry = result.body.entry;
      const sure = confirm('Drop ' + entry.sopInstance + ' for ' + entry.archive + '? ' + result.body.warning + '.');
      result = sure ? await post(path + '?confirm=' + result.body.confirm) : { status: 200, body: 'kept' };
    }
    answer.textContent = JSON.stringify(result.body, null, 1);
  } catch (problem) {
    answer.textContent = String(problem);
  }
  event.target.disabled = false;
});
