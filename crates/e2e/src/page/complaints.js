// What goes wrong in the page, for browsers that do not let their log be read.
window.complaints = [];
{
  const note = (what) => complaints.push(String(what));
  // The error of a file that is not loaded does not bubble, so it is caught on its way down.
  addEventListener("error", ({ message, target }) => note(message ?? `not loaded: ${target.src ?? target.href}`), true);
  addEventListener("unhandledrejection", ({ reason }) => note(reason));
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => note(`against the policy ${effectiveDirective}: ${blockedURI}`));
  const error = console.error;
  console.error = (...words) => {
    note(words.join(" "));
    error.apply(console, words);
  };
}
