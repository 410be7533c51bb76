import './look/notice-box.js';
import './look/data-table.js';
import './look/ratio-bar.js';
import './app/care-circle-app.js';
