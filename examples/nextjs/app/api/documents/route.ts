import { withKey } from '../../../lib/with-key'

export const GET = withKey({ scopes: ['documents.read'] }, (_request, key) =>
  Response.json({ owner: key.owner, documents: ['Minutes', 'Budget'] }),
)
