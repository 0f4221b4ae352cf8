/** An id that is itself a piece of a path (`projects/1/keys/2`): its slashes stay, all else is written as a path wants it. */
export function pathSteps(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/')
}
