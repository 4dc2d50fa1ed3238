// A browser starts no worker for a page that was opened from a folder, and without one the site cannot be searched there. This runs the
// worker's script in a frame of the page instead; the theme's search asks for `IFrameWorker` and finds its other scripts by this frame's.
if (location.protocol === "file:") {
  window.IFrameWorker = window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      this.inside = frame.contentWindow;
      const page = frame.contentDocument;
      const load = url => new Promise((done, failed) => {
        const script = page.createElement("script");
        Object.assign(script, { src: new URL(url, document.baseURI).href, onload: done, onerror: failed });
        page.body.append(script);
      });
      this.inside.importScripts = (...urls) => urls.reduce((before, url) => before.then(() => load(url)), Promise.resolve());
      this.inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }));
      this.ready = load(address);
    }
    postMessage(data) {
      this.ready.then(() => this.inside.dispatchEvent(new MessageEvent("message", { data })));
    }
    terminate() {}
  };
}
