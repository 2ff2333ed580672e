import { askAhead } from './service/asked.js';
import './style/theme.css';
import './style/layout.css';
import './style/controls.css';
import './style/reading.css';
import './style/views.css';

// Small, so that what the address needs is on its way while all else comes and begins.
askAhead();
import('./views/frame.js');
