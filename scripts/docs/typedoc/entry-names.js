/** Calls each module what one imports: `keymux/unkey` and not `providers/unkey`. */
export function load(app) {
  app.converter.on('resolveBegin', ({ project }) => {
    for (const module of project.children ?? []) {
      const room = module.name.replace(/^providers\//, '')
      if (!room.startsWith('keymux')) module.name = room === 'core' ? 'keymux' : `keymux/${room}`
    }
  })
}
