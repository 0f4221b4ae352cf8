import { KeymuxError } from 'keymux'
import { keys } from '../../../lib/keys'

export async function POST(request: Request): Promise<Response> {
  // In the place of your own session: whoever says so is signed in.
  const owner = request.headers.get('x-user')
  if (owner === null)
    return Response.json({ title: 'Sign in first: send the header x-user.' }, { status: 401 })
  try {
    const { id, secret } = await keys.create(
      { name: 'From Next.js', owner, scopes: ['documents.read'], expiresAt: '90d' },
      // No live key is left that nobody holds, also where the answer is lost.
      { onAmbiguous: 'reconcile' },
    )
    // The one time that anybody sees it.
    const headers = { 'cache-control': 'no-store' }
    return Response.json({ id, secret: secret.reveal() }, { status: 201, headers })
  } catch (error) {
    if (!KeymuxError.is(error)) throw error
    console.error(error)
    return Response.json({ title: 'Keys cannot be managed at the moment.' }, { status: 503 })
  }
}
