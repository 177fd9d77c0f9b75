// Tells the parts below when the address changed, whoever changed it, and what a reader hears of it.
const app = () => document.querySelector('[data-testid="stApp"]');
const isConnected = () => app()?.dataset.testConnectionState === "CONNECTED";
const isDone = () => app()?.dataset.testScriptState === "notRunning" && !document.querySelector('[data-testid="stSkeleton"]');
const setState = history.replaceState.bind(history);
const listeners = { leave: [], address: [], page: [] };
const tell = kind => listeners[kind].forEach(listener => listener());
for (const way of ["pushState", "replaceState"]) {
  const change = history[way].bind(history);
  history[way] = (state, ...rest) => {
    if (way === "pushState") tell("leave");
    change(way === "pushState" ? state : { ...history.state, ...state }, ...rest);
    tell("address");
  };
}
document.documentElement.classList.add("met-script");
addEventListener("popstate", () => tell("address"));
document.addEventListener("DOMContentLoaded", () => {
  tell("address");
  new MutationObserver(() => tell("page")).observe(document.getElementById("root"), {
    subtree: true, childList: true, characterData: true, attributeFilter: ["data-test-script-state", "data-test-connection-state"],
  });
});
const announce = text => {
  const spoken = document.getElementById("gemeld");
  spoken.textContent = "";
  setTimeout(() => spoken.textContent = text, 50);  // the same text twice is said twice
};
