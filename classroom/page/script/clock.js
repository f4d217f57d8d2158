/** Time that passes while something plays. */

/**
 * Calls `tick(ms)` with the time since the last frame until it is stopped. The time stamp that a browser gives the first
 * frame is not trusted: it may lie before the start, or far from the next.
 */
class Ticker {
  constructor(tick) {
    this.tick = tick;
    this.running = false;
    this.turn = 0;
  }

  start() {
    if (this.running) return;
    this.running = true;
    const turn = ++this.turn;
    let last = null;
    const frame = () => {
      if (!this.running || turn !== this.turn) return;
      const now = performance.now();
      const passed = last === null ? 0 : Math.min(100, Math.max(0, now - last));
      last = now;
      this.tick(passed);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  stop() {
    this.running = false;
    this.turn += 1;
  }
}

/** How long a week is shown, in ms: as asked in a year, less in longer runs, so that none takes longer than a year. */
function weekPace(wished) {
  return Math.min(wished, (wished * 52) / PACK.weeks);
}

/**
 * Plays weeks one after the other.
 * @property {number} week weeks that are over; @property {number} part 0..1 of the week under way
 */
class Player {
  /**
   * @param {object} options
   * @param {() => number} options.last weeks that are made so far
   * @param {number} [options.perWeek] ms
   * @param {(week: number, part: number) => void} options.show
   * @param {() => number} [options.stopsAt] the week in which it stops by itself
   * @param {() => void} [options.ended] called whenever it stops
   */
  constructor(options) {
    this.options = { perWeek: weekPace(420), ended: () => {}, ...options };
    this.week = 0;
    this.part = 0;
    this.ticker = new Ticker((passed) => this.advance(passed));
  }

  get playing() {
    return this.ticker.running;
  }

  advance(passed) {
    this.part += passed / this.options.perWeek;
    while (this.part >= 1 && this.week < this.end()) {
      this.week += 1;
      this.part -= 1;
    }
    if (this.week >= this.end()) {
      this.part = 0;
      if (this.week >= this.goal()) this.pause();
    }
    this.options.show(this.week, this.part);
  }

  /** Where it stops by itself. */
  goal() {
    return this.options.stopsAt ? this.options.stopsAt() : this.options.last();
  }

  /** How far it can go now: weeks still in the making are waited for. */
  end() {
    return Math.min(this.goal(), this.options.last());
  }

  play() {
    this.ticker.start();
    this.options.show(this.week, this.part);
  }

  pause() {
    const was = this.playing;
    this.ticker.stop();
    if (was) this.options.ended();
  }

  /** Go to a week. */
  seek(week) {
    this.week = Math.max(0, Math.min(week, this.end()));
    this.part = 0;
    this.options.show(this.week, 0);
  }
}
