import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { takeTokenFromAddress } from './server/session.js';
import { createQueryClient } from './server/query-client.js';
import { CollectionProvider } from './collection/collection.js';
import { WordsProvider } from './words/words-context.js';
import './styles/page.css';

const page = document.getElementById('page');
if (!page) throw new Error('The page has no place to be drawn in.');
await takeTokenFromAddress();
createRoot(page).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <WordsProvider>
        <CollectionProvider>
          <App />
        </CollectionProvider>
      </WordsProvider>
    </QueryClientProvider>
  </StrictMode>,
);
