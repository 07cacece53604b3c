// An OpenID provider (https://github.com/panva/node-oidc-provider) on 127.0.0.1, with its own pages
// for sign-in and consent. Takes the clients as JSON in its first argument, and options in its
// second: the lifetime of access tokens in seconds, and a resource (RFC 8707) for which it issues
// them. Prints its port when it is ready, and ends when stdin does, so that no test leaves it behind.
// /seen tells what came of the token requests, and when in milliseconds.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { accessTokenSeconds = 3600, resource } = JSON.parse(process.argv[3] ?? '{}');
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: JSON.parse(process.argv[2]),
    scopes: ['openid', 'offline_access', 'documents:read'],
    pkce: { required: () => true },
    features: {
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      ...(resource && { resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({ scope: 'documents:read', accessTokenFormat: 'opaque' }),
        useGrantedResource: () => true,
      } }),
    },
    rotateRefreshToken: true,
    ttl: { AccessToken: accessTokenSeconds, AuthorizationCode: 60, Grant: 3600, IdToken: 3600,
      Interaction: 600, RefreshToken: 86400, Session: 3600 },
    cookies: { keys: ['only for tests'] },
  });
  const seen = [];
  const note = (what) => (ctx) => seen.push([what, ctx?.oidc?.params?.grant_type, Date.now()]);
  provider.on('grant.success', note('success'));
  provider.on('grant.error', note('error'));
  provider.on('grant.revoked', note('revoked'));
  const answer = provider.callback();
  server.on('request', (request, response) =>
    request.url === '/seen' ? response.end(JSON.stringify(seen)) : answer(request, response));
  console.log(port);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit());
