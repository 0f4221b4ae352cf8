export { fromOverlay, type MockOptions } from './from-overlay.js'
