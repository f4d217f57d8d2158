/** The network of all people on two layers: ties, drawn once a week, and this week's messages and deals above them. */
const INK = "#1b2733", QUIET = "#c9cfd6", WARN = "#9b1c1c";
const MOST_FLIGHTS = 260; // messages drawn in a week; more would be a cloud

/** Two canvases over each other, as large as their box, sharp on any screen. */
class Layers {
  /** @param {string} title @param {(width: number, height: number) => void} draw called whenever the size changes */
  constructor(title, draw) {
    this.back = el("canvas", { "aria-hidden": "true" });
    this.front = el("canvas", { "aria-hidden": "true" });
    this.box = el("div.layers", { role: "img", "aria-label": title }, this.back, this.front);
    this.redraw = whenSized(this.box, (width, height) => {
      const sharp = Math.min(devicePixelRatio || 1, 2);
      for (const canvas of [this.back, this.front]) {
        canvas.width = Math.round(width * sharp);
        canvas.height = Math.round(height * sharp);
        canvas.getContext("2d").setTransform(sharp, 0, 0, sharp, 0, 0);
      }
      [this.width, this.height] = [width, height];
      draw(width, height);
    });
  }

  /** A cleared pen of a layer; null while there is no size. */
  pen(layer) {
    if (!this.width) return null;
    const pen = this[layer].getContext("2d");
    pen.clearRect(0, 0, this.width, this.height);
    return pen;
  }
}

/** Where each person stands: circles of people who know each other, in a wheel. */
function placesIn(width, height, people, circle) {
  const wheels = Math.ceil(people / circle), golden = Math.PI * (3 - Math.sqrt(5));
  const spot = Math.min(width, height) / (2.6 * Math.sqrt(wheels) + 0.6);
  return Array.from({ length: people }, (_, i) => {
    const wheel = Math.floor(i / circle), k = i % circle;
    const far = Math.sqrt((wheel + 0.5) / wheels), turn = wheel * golden;
    const near = Math.sqrt((k + 0.4) / circle) * spot, angle = k * golden;
    return [width / 2 + far * (width / 2 - spot - 6) * Math.cos(turn) + near * Math.cos(angle),
      height / 2 + far * (height / 2 - spot - 6) * Math.sin(turn) + near * Math.sin(angle)];
  });
}

class NetworkView {
  /** @param {() => Year} year */
  constructor(year, title) {
    this.year = year;
    this.week = -1;
    this.layers = new Layers(title, (width, height) => {
      this.places = placesIn(width, height, PACK.people, PACK.circle);
      this.week = -1;
      this.show(...(this.last ?? [0, 0]));
    });
    this.box = this.layers.box;
  }

  /** Show so many finished weeks, and a part 0..1 of the one under way. */
  show(week, part) {
    this.last = [week, part];
    if (!this.layers.width || !this.year()) return;
    if (week !== this.week) this.drawTies((this.week = week));
    const pen = this.layers.pen("front");
    if (part > 0 && !keepsStill()) this.drawFlights(pen, week, part);
    if (week > 0) this.drawDeals(pen, week - 1, part);
  }

  /** The colour of a person's group; null for the market. */
  colourOf(i) {
    const year = this.year(), g = year.places.indexOf(year.run.people.group[i]);
    return g < 0 ? null : year.groups[g].colour;
  }

  drawTies(week) {
    const pen = this.layers.pen("back"), links = this.year().links[Math.min(week, this.year().done)];
    for (let k = 0; k < links.from.length; k++) {
      const [x, y] = this.places[links.from[k]], [u, v] = this.places[links.to[k]];
      pen.strokeStyle = this.colourOf(links.from[k]) ?? QUIET;
      pen.globalAlpha = 0.05 + 0.4 * links.strength[k];
      pen.lineWidth = 0.6 + 1.6 * links.strength[k];
      pen.beginPath();
      pen.moveTo(x, y);
      pen.lineTo(u, v);
      pen.stroke();
    }
    pen.globalAlpha = 1;
    this.places.forEach(([x, y], i) => this.drawPerson(pen, i, x, y));
  }

  drawPerson(pen, i, x, y) {
    const year = this.year(), g = year.places.indexOf(year.run.people.group[i]);
    pen.fillStyle = g < 0 ? QUIET : year.groups[g].colour;
    pen.strokeStyle = "#fff";
    pen.lineWidth = 1;
    const shape = new Path2D(g < 0 ? markerPath(0, x, y, 2.6) : markerPath(year.groups[g].marker, x, y, 6));
    pen.fill(shape);
    if (g >= 0) pen.stroke(shape);
  }

  drawFlights(pen, week, part) {
    const mail = this.year().mail[week];
    if (!mail) return;
    const every = Math.max(1, Math.ceil(mail.from.length / MOST_FLIGHTS));
    for (let m = 0; m < mail.from.length; m += every) {
      const [x, y] = this.places[mail.from[m]], [u, v] = this.places[mail.to[m]];
      const at = Math.min(1, Math.max(0, part * 1.5 - ((m * 0.618) % 0.5)));
      if (at <= 0 || at >= 1) continue;
      pen.fillStyle = mail.reply[m] & ANNOYED ? WARN : this.colourOf(mail.from[m]);
      pen.beginPath();
      pen.arc(x + (u - x) * at, y + (v - y) * at, 2.6, 0, 7);
      pen.fill();
    }
  }

  drawDeals(pen, week, part) {
    const sold = this.year().sold[week];
    sold?.seller.forEach((seller, k) => {
      const [x, y] = this.places[sold.buyer[k]];
      pen.fillStyle = this.colourOf(seller) ?? INK;
      pen.strokeStyle = INK;
      pen.lineWidth = 1.5;
      pen.globalAlpha = keepsStill() ? 1 : 1 - 0.6 * part;
      const star = new Path2D(markerPath(STAR, x, y, 11));
      pen.fill(star);
      pen.stroke(star);
    });
    pen.globalAlpha = 1;
  }
}
