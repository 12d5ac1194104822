// Live activity: puts what the server sends on top of the list that it rendered. Without it, the page is
// reloaded by hand. Text goes in as text, never as HTML.
'use strict';

(() => {
  const log = document.getElementById('live');
  const feed = document.getElementById('live-feed');
  const empty = document.getElementById('live-empty');
  const state = document.getElementById('live-state');
  const pause = document.getElementById('live-pause');
  const reload = document.getElementById('live-reload');
  const entry = document.getElementById('live-entry');
  if (!log || !window.EventSource) return;

  const most = Number(log.dataset.most);
  let waiting = [];
  let paused = false;
  let said = { kind: '', text: '' };

  const tell = () => {
    const { kind, text } = paused && said.kind === 'open' ? { kind: 'waiting', text: 'Paused.' } : said;
    state.dataset.state = kind;
    if (state.textContent !== text) state.textContent = text;
  };

  const say = (kind, text) => {
    said = { kind, text };
    tell();
  };

  const row = (activity) => {
    const item = entry.content.cloneNode(true);
    const part = (selector) => item.querySelector(selector);
    part('time').dateTime = activity.sent_at;
    part('time').textContent = activity.shown_at;
    part('.to').textContent = activity.to;
    part('.to').href = `/users/${encodeURIComponent(activity.user)}`;
    part('.title').textContent = activity.title;
    part('.body').textContent = activity.body;
    return item;
  };

  const show = (activities) => {
    for (const activity of activities) feed.prepend(row(activity));
    while (feed.children.length > most) feed.lastElementChild.remove();
    empty.hidden = feed.children.length > 0;
  };

  const count = () => {
    pause.textContent = !paused ? 'Pause' : waiting.length === 0 ? 'Go on' : `Go on (${waiting.length} new)`;
  };

  pause.addEventListener('click', () => {
    paused = !paused;
    pause.classList.toggle('holding', paused);
    if (!paused) {
      show(waiting);
      waiting = [];
    }
    count();
    tell();
  });

  const source = new EventSource(log.dataset.stream);
  source.addEventListener('open', () => say('waiting', 'Connecting…'));
  source.addEventListener('ready', (event) => say('open', event.data));
  source.addEventListener('activity', (event) => {
    const activity = JSON.parse(event.data);
    if (!paused) {
      show([activity]);
      return;
    }
    waiting.push(activity);
    if (waiting.length > most) waiting.shift();
    count();
  });
  source.addEventListener('trouble', (event) => say('waiting', event.data));
  source.addEventListener('ended', (event) => {
    source.close();
    say('ended', event.data);
  });
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) {
      say('ended', 'The connection ended. Reload the page.');
    } else if (said.kind === 'open') {
      say('waiting', 'Connecting again…');
    }
  });

  say('waiting', 'Connecting…');
  reload.hidden = true;
  pause.hidden = false;
})();
