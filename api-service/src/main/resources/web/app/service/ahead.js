import { askAhead } from './asked.js';

// The first of all scripts: what the address needs is on its way while the others begin.
askAhead();
