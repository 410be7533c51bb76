import './look/notice-box.js';
import './embed/care-circle-map.js';
