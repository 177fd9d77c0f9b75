// What a reader is told when the connection is lost: a calm line at the top, while the page stays as it is. Streamlit tries again by
// itself; then the page is asked for anew, for the server may be another one.
const LOST = "De verbinding is even weg. We proberen het opnieuw; u kunt blijven lezen.";
const LATER = "De verbinding is even weg. We openen de pagina zodra die er weer is.";
const NEVER = "Het databoek krijgt nog geen verbinding. Kijk of u internet hebt en laad de pagina opnieuw. Lukt het dan niet? "
  + "Probeer een ander netwerk, of vraag hulp: onderaan deze pagina staat aan wie. Lezen kan ook zonder deze verbinding: ";
let hadConnection = false, lost, waiting = "";
const say = text => {
  const line = document.getElementById("verbinding");
  if (line.dataset.zegt === text) return;
  line.dataset.zegt = line.textContent = text;
  const link = text === NEVER && readingLink()?.cloneNode(true);  // on a network that holds back only this kind of connection
  if (link) line.append(link);
};
const openLater = href => {
  waiting = href;
  say(hadConnection ? LATER : NEVER);
};
listeners.page.push(() => {
  const [now, footer] = [document.querySelector("[data-versie]"), document.querySelector("footer .kader-versie")];
  if (now && footer.textContent !== now.dataset.versie) footer.textContent = now.dataset.versie;  // newer figures came in meanwhile
});
listeners.page.push(() => {
  if (!isConnected()) {
    if (hadConnection) lost ??= setTimeout(() => say(waiting ? LATER : LOST), 1000);
    return;
  }
  clearTimeout(lost);
  clearTimeout(firstLoad);
  say("");
  if (waiting) open(waiting);
  else if (lost) dispatchEvent(new PopStateEvent("popstate"));
  [hadConnection, lost, waiting] = [true, undefined, ""];
});
const firstLoad = setTimeout(() => say(NEVER), 8000);
