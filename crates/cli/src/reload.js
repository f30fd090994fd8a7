// Only where `dayfold serve` serves: loads the page again when a digest has changed, and
// once the server is back after it was stopped.
const changes = new EventSource("/df-changes");
let lost = false;
changes.onmessage = () => location.reload();
changes.onerror = () => (lost = true);
changes.onopen = () => lost && location.reload();
