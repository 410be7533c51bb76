import './care-map.js';
