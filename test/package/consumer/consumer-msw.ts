import { createEmulator } from 'keymux/emulator'
import { handlers } from 'keymux/msw'
import { setupServer, type SetupServer } from 'msw/node'

export const server: SetupServer = setupServer(
  ...handlers(createEmulator(), { flow: 'https://flow.example.com' }),
)
