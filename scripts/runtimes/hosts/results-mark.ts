/** What a process begins the line with that holds its results. */
export const resultsMark = 'keymux-results:'
