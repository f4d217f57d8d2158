/** The orbit view: a person in the middle, contacts around it. Distance is tie strength, fill is others' trust. */

class OrbitView {
  /** @param {() => SellerYear} year @param {object} group whose colour it has */
  constructor(year, group, title) {
    this.year = year;
    this.group = group;
    this.week = -1;
    this.layers = new Layers(title, () => {
      this.week = -1;
      this.show(...(this.last ?? [0, 0]));
    });
    this.box = this.layers.box;
  }

  /** Show so many finished weeks; part 0..1 grows this week's lines. */
  show(week, part = 0) {
    this.last = [week, part];
    if (!this.layers.width || !this.year()) return;
    if (week !== this.week) this.drawContacts((this.week = week));
    const pen = this.layers.pen("front");
    if (week > 0) this.drawWeek(pen, week - 1);
  }

  /** Where somebody stands: always in the same direction, nearer the stronger the tie. Strangers stand outside. */
  placeOf(person, strength) {
    const { width, height } = this.layers, rim = Math.min(width, height) / 2 - 4;
    const angle = person * Math.PI * (3 - Math.sqrt(5));
    const NEAR = VitaminB.relationship;
    const far = strength < 0 ? 1 : strength < NEAR ? 0.93 - 0.8 * strength : 0.85 - 0.68 * ((strength - NEAR) / (1 - NEAR));
    return [width / 2 + rim * far * Math.cos(angle), height / 2 + rim * far * Math.sin(angle)];
  }

  drawContacts(week) {
    const pen = this.layers.pen("back"), { strength, trust } = this.year().ties[week];
    const { width, height } = this.layers, rim = Math.min(width, height) / 2 - 4;
    for (const far of [0.85, 0.548]) {
      pen.strokeStyle = "#d5dae0";
      pen.lineWidth = 1.5;
      pen.beginPath();
      pen.arc(width / 2, height / 2, rim * far, 0, 7);
      pen.stroke();
    }
    for (let j = 0; j < strength.length; j++) {
      if (strength[j] < 0) continue;
      const [x, y] = this.placeOf(j, strength[j]), near = strength[j] >= VitaminB.relationship;
      pen.beginPath();
      pen.arc(x, y, near ? 4.2 + 3 * strength[j] : 1.7, 0, 7);
      pen.fillStyle = near ? "#fff" : QUIET;
      pen.fill();
      if (!near) continue;
      pen.globalAlpha = Math.min(1, trust[j]);
      pen.fillStyle = this.group.colour;
      pen.fill();
      pen.globalAlpha = 1;
      pen.strokeStyle = this.group.colour;
      pen.lineWidth = 1.3;
      pen.stroke();
    }
  }

  drawWeek(pen, week) {
    const { strength } = this.year().ties[week + 1], diary = this.year().diary[week];
    if (!diary) return;
    const { width, height } = this.layers;
    diary.to.forEach((j, m) => {
      const [x, y] = this.placeOf(j, strength[j]);
      pen.strokeStyle = diary.unwelcome[m] ? WARN : this.group.colour;
      pen.globalAlpha = 0.75;
      pen.lineWidth = 1.5;
      pen.setLineDash(diary.unwelcome[m] ? [4, 5] : []);
      pen.beginPath();
      pen.moveTo(width / 2, height / 2);
      pen.lineTo(x, y);
      pen.stroke();
    });
    pen.setLineDash([]);
    pen.globalAlpha = 1;
    diary.buyers.forEach((j) => this.star(pen, ...this.placeOf(j, strength[j]), 9));
    pen.fillStyle = INK;
    pen.beginPath();
    pen.arc(width / 2, height / 2, 7, 0, 7);
    pen.fill();
  }

  star(pen, x, y, r) {
    const shape = new Path2D(markerPath(STAR, x, y, r));
    pen.fillStyle = "#f2c200";
    pen.strokeStyle = INK;
    pen.lineWidth = 1.5;
    pen.fill(shape);
    pen.stroke(shape);
  }
}
