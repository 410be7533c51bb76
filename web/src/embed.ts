import './look/notice-box.js';
import './map/care-circle-map.js';
