import './service/ahead.js';
import './style/theme.css';
import './style/layout.css';
import './style/controls.css';
import './style/reading.css';
import './style/views.css';
import './views/frame.js';
