/** One text and the class it belongs to. */
export type LabelledText = { text: string; label: string };

/** The n-grams of a text as sorted 32-bit hashes, each as often as it occurs: those of words, and those of pieces of words. */
export type Grams = { words: Uint32Array; pieces: Uint32Array };

/** Texts as sparse vectors, one after the other: row `i` is `starts[i]` to `starts[i + 1]` of `columns` and `values`. */
export type SparseRows = { starts: Int32Array; columns: Int32Array; values: Float32Array };

/** The n-grams a classifier knows, as sorted hashes, and how rare each is. `unseen`: the weight of an n-gram that no training text had. */
export type Vocabulary = { hashes: Uint32Array; idf: Float32Array; unseen: number };

/** Weights by n-gram: those of column `c` are `starts[c]` to `starts[c + 1]` of `classes` and `values`. What is not listed is 0. */
export type Weights = { starts: Int32Array; classes: Uint16Array; values: Float32Array; bias: Float32Array };

/** A trained classifier. It is data: two trainings on the same texts give the same bytes. */
export type Classifier = {
  classes: string[];
  vocabulary: Vocabulary;
  weights: Weights;
  /** Scores times this, through a softmax, are probabilities; found on texts that the scores were not trained on. */
  slope: number;
  /** the least sureness at which it may answer by itself; null: it only ever suggests */
  threshold: number | null;
};

export type Guess = { label: string; probability: number };

/**
 * The likeliest first, at most three. `sureness`: how often the first is right in such cases, 0…1. `sure`: it may be taken as it is, within the bound the classifier was
 * trained for.
 */
export type Classified = { top: Guess[]; sureness: number; sure: boolean };

/** What a company's classifier in use says of a text: its number, and how many confirmed tickets it learned from. */
export type Learned = Classified & { classifierNumber: number; labels: number };

/** How sure a classifier was of a text that it had not seen, and whether it was right. */
export type Trial = { sureness: number; isRight: boolean };

/** What trials showed: shares 0…1 of all (`accuracy`, `answered`) and of the answered (`precision`; 1 where none was). */
export type TrialFigures = { accuracy: number; answered: number; precision: number; cases: number };
