// In the bundle in place of the package string-width: to load that takes 60 ms (a segmenter, regular expressions over all of
// Unicode), for texts of which nearly all are made of letters, arrows and lines, each a column wide.
/** Latin letters, punctuation, arrows, lines, and what colours them. Nothing that joins with what stands beside it. */
const plain =
  /^(?:[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2015\u2018-\u2027\u2030-\u205e\u2190-\u2199\u2500-\u257f\u2713\u2717\u2718]|\u2714(?!\ufe0f)|\u001b\[[\d;]*m)*$/;
const colours = /\u001b\[[\d;]*m/g;

/** Columns of a terminal that a text takes: what the package says. */
export default function stringWidth(text, options) {
  if (options === undefined && plain.test(text)) return text.replace(colours, '').length;
  return require('string-width').default(text, options);
}
