/** Calls each module what one imports: `keymux/unkey` and not `providers/unkey`. */
function nameEntries({ project }) {
  for (const module of project.children ?? []) {
    const room = module.name.replace(/^providers\//, '')
    if (!room.startsWith('keymux')) module.name = room === 'core' ? 'keymux' : `keymux/${room}`
  }
}

/** The way back. TypeDoc's own option for such links does not know how deep a page lies. */
function linkBack(context) {
  const props = { href: context.relativeURL('../index.html') }
  return { tag: 'p', props: null, children: [{ tag: 'a', props, children: ['keymux: all documentation'] }] }
}

export function load(app) {
  app.converter.on('resolveBegin', nameEntries)
  app.renderer.hooks.on('sidebar.begin', linkBack)
}
