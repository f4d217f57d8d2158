// Python's arithmetic where JavaScript's differs, and counterparts of functions that need whole numbers beyond 2^53.
const REST = new Float64Array(4); // a function's results beyond the first
function remainder(a, b) { const r = a % b; return r !== 0 && (r < 0) !== (b < 0) ? r + b : r + 0; }
function least(a, b) { return b < a ? b : a; }
function greatest(a, b) { return b > a ? b : a; }

// counterpart of sim.randomness:below 82c5b604d0c1
function $below(word, count) {
  return Math.floor(((word >>> 16) * count + Math.floor((word & 65535) * count / 65536)) / 65536);
}

// Options are ranked by priority in parts of 2^-40, then by place: the first of the greatest is the one with the greatest rank.
// counterpart of sim.phases.plan:rank_of a45dd3c23f61
function $rank_of(priority, place) {
  return Math.trunc(greatest(-500, least(500, priority)) * 1099511627776);
}

// counterpart of sim.phases.plan:place_of bd2aab831bb4
function $place_of(rank) {
  return rank;
}

// counterpart of sim.kernel.options:rank_block cd04359f6d9d
function $rank_block(options, block) {
  const rank = options.rank, end = (block + 1) * BLOCK;
  let best = NOTHING_LEFT;
  for (let k = block * BLOCK; k < end; k++) if (rank[k] > best) best = rank[k];
  options.best[block] = best;
}

// counterpart of sim.kernel.options:first_rank 6eadeded4cb7
function $first_rank(options, blocks) {
  let first = NOTHING_LEFT, place = NOTHING_LEFT;
  for (let block = 0; block < blocks; block++) {
    if (options.best[block] > first) { first = options.best[block]; place = block * BLOCK; }
  }
  if (first > NOTHING_LEFT) while (options.rank[place] !== first) place++;
  return place;
}
