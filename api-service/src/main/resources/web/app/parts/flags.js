const FLAGS = {
  blank: ['blank', 'Nearly nothing is on the page.'],
  repetition: ['looping', 'The model ran in circles and was stopped; the text ends before that.'],
  retried: ['read twice', 'The page was read a second time after the model ran in circles.'],
  truncated: ['cut off', 'The text ends at the limit of the model, not at the end of the page.'],
  rotated: ['turned', 'The page lay on its side or head and was turned.'],
  text_layer: ['text layer', 'The text comes from the PDF itself, not from the picture.'],
  text_layer_mismatch: ['text layer differs', 'The PDF claims to say something else than what was read.'],
  pixels_missing: ['pictures missing', 'Pixels of a picture are not there.'],
  incomplete: ['incomplete', 'A region of the page could not be read and is left out.'],
  reduced: ['reduced', 'The model was shown a smaller picture than it would take.'],
  int8_layout: ['8 bits', 'The regions of the page were found with numbers of 8 bits: some may be missed.'],
  int8_cache: ['8 bits', 'The model kept the page in 8 bits while it read.'],
  attachments: ['attachments', 'The document has other files in it, which were not read.'],
  portfolio: ['portfolio', 'What the document is about is in the files inside of it, which were not read.'],
};

export const flagWord = flag => FLAGS[flag]?.[0] ?? flag.replaceAll('_', ' ');

export const flagHelp = flag => FLAGS[flag]?.[1] ?? '';
