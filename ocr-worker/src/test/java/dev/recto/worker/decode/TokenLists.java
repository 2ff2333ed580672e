package dev.recto.worker.decode;

final class TokenLists {
    private TokenLists() {}

    static TokenList of(int... ids) {
        TokenList list = new TokenList();
        for (int id : ids) {
            list.add(id);
        }
        return list;
    }
}
