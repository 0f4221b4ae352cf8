export default function Page() {
  return (
    <main>
      <h1>Documents</h1>
      <p>
        <code>POST /api/keys</code> issues a key, and <code>GET /api/documents</code> wants one.
      </p>
    </main>
  )
}
