// ky is loaded when a call is repeated, which takes time of its own; a test that stops the clock cannot wait for that.
export const loaded: object = await import('ky')
